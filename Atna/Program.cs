using XdsDmp.Atna;
using XdsDmp.Hosting;

return await ServiceProcess.RunAsync(
    args, async (configuration, logs) => await AtnaService.StartAsync(configuration, logs));
