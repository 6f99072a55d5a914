using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.Telemetry;

namespace XdsDmp.Hosting;

/// <summary>
/// One service as a process of its own: settings from file, environment and command line; runs until it is told to
/// stop.
/// </summary>
public static class ServiceProcess
{
    /// <summary>A stop has ten seconds in all; the rest is for the process to end.</summary>
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(9);

    public static IConfiguration Settings(params ReadOnlySpan<string> args) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
        .AddEnvironmentVariables("XDSDMP_")
        .AddCommandLine(args.ToArray())
        .Build();

    /// <returns>Exit code: 0 after a stop on request, 2 when the configuration is wrong.</returns>
    public static async Task<int> RunAsync(
        string[] args, Func<IConfiguration, ILoggerFactory, Task<IAsyncDisposable>> start)
    {
        try
        {
            RefuseSecrets(args);
            var settings = Settings(args);
            using var logs = Logs.Create(settings);
            using var telemetry = TelemetryExport.Start(settings, Assembly.GetEntryAssembly()!.GetName().Name!);
            var service = await start(settings, logs);
            Supervisor.Ready();
            await StopRequestAsync();
            Supervisor.Stopping();
            await StopAsync(service);
            return 0;
        }
        catch (ConfigurationException wrong)
        {
            await Console.Error.WriteLineAsync($"The service cannot start: {wrong.Message}");
            return 2;
        }
    }

    private static async Task StopAsync(IAsyncDisposable service)
    {
        try
        {
            await service.DisposeAsync().AsTask().WaitAsync(MaxStop);
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync(
                "Not everything had ended in time; what is unfinished is settled at the next start.");
        }
    }

    /// <exception cref="ConfigurationException">A secret stands on the command line.</exception>
    internal static void RefuseSecrets(params IReadOnlyList<string> args)
    {
        var given = new ConfigurationBuilder().AddCommandLine([.. args]).Build().AsEnumerable();
        if (given.Select(s => SecretSettings.Problem(s.Key, s.Value)).FirstOrDefault(p => p is not null) is { } problem)
        {
            throw new ConfigurationException(problem);
        }
    }

    /// <summary>Completes on SIGTERM or Ctrl-C.</summary>
    public static async Task StopRequestAsync(CancellationToken cancel = default)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        await stop.Task.WaitAsync(cancel);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }
}
