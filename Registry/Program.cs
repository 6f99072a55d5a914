using XdsDmp.Hosting;
using XdsDmp.Registry;

return await ServiceProcess.RunAsync(
    args, async (configuration, logs) => await RegistryService.StartAsync(configuration, logs));
