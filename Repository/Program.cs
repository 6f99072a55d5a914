using XdsDmp.Hosting;
using XdsDmp.Repository;

return await ServiceProcess.RunAsync(
    args, async (configuration, logs) => await RepositoryService.StartAsync(configuration, logs));
