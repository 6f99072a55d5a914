using XdsDmp.Tests.Scenarios.Checks;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Instances;

/// <summary>nginx, with the configuration that we ship, in front of two instances of this machine.</summary>
internal sealed class Balancer : IDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    private readonly Daemon _nginx;

    private Balancer(Daemon nginx, int registryPort, int repositoryPort)
    {
        _nginx = nginx;
        Registry = new UriBuilder("https", "localhost", registryPort, "registry").Uri;
        Repository = new UriBuilder("https", "localhost", repositoryPort, "repository").Uri;
    }

    public Uri Registry { get; }

    public Uri Repository { get; }

    /// <param name="first">Base port of one instance.</param>
    /// <param name="second">Of the other.</param>
    public static async Task<Balancer> StartAsync(int first, int second)
    {
        if (!File.Exists(StreamModule))
        {
            Assert.Inconclusive("nginx with its stream module is not on this machine: see .ci/run for what to install");
        }

        var folder = TestFolder.New();
        var (registry, repository, audit) = (FreePort.Find(), FreePort.Find(), FreePort.Find());
        var text = File.ReadAllText(SourceFolder.At("packaging", "nginx", "xdsdmp.conf"))
            .Replace("/run/nginx.pid", $"{folder}/nginx.pid", StringComparison.Ordinal)
            .Replace("/var/log/nginx/error.log", $"{folder}/error.log", StringComparison.Ordinal)
            .Replace("listen 8443", $"listen 127.0.0.1:{registry}", StringComparison.Ordinal)
            .Replace("listen 8444", $"listen 127.0.0.1:{repository}", StringComparison.Ordinal)
            .Replace("listen 6514", $"listen 127.0.0.1:{audit}", StringComparison.Ordinal);
        foreach (var (machine, ports) in new[] { ("192.0.2.11", first), ("192.0.2.12", second) })
        {
            text = text
                .Replace($"{machine}:8443", $"127.0.0.1:{ports}", StringComparison.Ordinal)
                .Replace($"{machine}:8444", $"127.0.0.1:{ports + 1}", StringComparison.Ordinal)
                .Replace($"{machine}:6514", $"127.0.0.1:{ports + 2}", StringComparison.Ordinal);
        }

        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, text);
        var nginx = await Daemon.StartAsync(
            Program, ["-c", configuration, "-e", $"{folder}/error.log", "-g", "daemon off;"],
            () => FreePort.IsTaken(repository));
        return new Balancer(nginx, registry, repository);
    }

    public void Dispose() => _nginx.Dispose();
}
