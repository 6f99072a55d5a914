using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Checks;

/// <summary>c-icap of the machine: its service echo, and virus_scan, which asks clamd.</summary>
internal sealed class CIcap : IDisposable
{
    private const string Program = "/usr/bin/c-icap";

    private readonly Daemon _daemon;

    private CIcap(Daemon daemon, int port)
    {
        _daemon = daemon;
        Port = port;
    }

    public int Port { get; }

    public static async Task<CIcap> StartAsync(string clamdSocket)
    {
        var folder = TestFolder.New();
        var port = FreePort.Find();
        var settings = Path.Combine(folder, "c-icap.conf");
        var modules = Directory.Exists("/usr/lib")
            ? Directory.GetDirectories("/usr/lib", "c_icap", new EnumerationOptions
            {
                RecurseSubdirectories = true,
                MaxRecursionDepth = 1,
                IgnoreInaccessible = true,
            }).FirstOrDefault() ?? "/usr/lib/c_icap"
            : "";
        await File.WriteAllTextAsync(settings, $"""
            PidFile {folder}/pid
            CommandsSocket {folder}/ctl
            Timeout 30
            StartServers 1
            MaxServers 2
            MinSpareThreads 1
            MaxSpareThreads 10
            ThreadsPerChild 10
            Port 127.0.0.1:{port}
            ServerAdmin test@localhost
            ServerName localhost
            TmpDir {folder}
            ModulesDir {modules}
            ServicesDir {modules}
            TemplateDir /usr/share/c_icap/templates/
            LoadMagicFile /etc/c-icap/c-icap.magic
            ServerLog {folder}/server.log
            AccessLog {folder}/access.log
            Service echo srv_echo.so
            Service antivirus_module virus_scan.so
            ServiceAlias avscan virus_scan?allow204=on&sizelimit=off&mode=simple
            virus_scan.ScanFileTypes TEXT DATA EXECUTABLE ARCHIVE GIF JPEG MSOFFICE DOCUMENT
            virus_scan.MaxObjectSize 5M
            virus_scan.DefaultEngine clamd
            Module common clamd_mod.so
            clamd_mod.ClamdSocket {clamdSocket}

            """);
        return new CIcap(
            await Daemon.StartAsync(Program, ["-N", "-f", settings], () => FreePort.IsTaken(port)), port);
    }

    public void Dispose() => _daemon.Dispose();
}
