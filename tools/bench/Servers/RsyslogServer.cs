using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// rsyslog as the receiver of syslog over mutual TLS. What it takes goes into a file, or into PostgreSQL; the settings
/// are those with which it is fastest and keeps what our audit repository promises: a full queue holds senders up
/// instead of dropping messages, and each batch is flushed to the disk (<c>sync="on"</c>, one buffer for the whole
/// batch) or committed before the next. It confirms nothing to the sender, so what is in its queue would be lost in a
/// crash.
/// </summary>
internal sealed class RsyslogServer : IDisposable
{
    private readonly Process _process;

    private RsyslogServer(Process process, int port, IReadOnlyList<int> others)
    {
        _process = process;
        Port = port;
        Cost = new ProcessCost([process.Id, .. others]);
    }

    public int Port { get; }

    public ProcessCost Cost { get; }

    public static Task<RsyslogServer> StartToFileAsync(Workplace workplace, string file) => StartAsync(
        workplace, [],
        queue: """queue.type="FixedArray" queue.size="20000" queue.dequeueBatchSize="2048" queue.workerThreads="1" """,
        action: $"""
            action(type="omfile" file="{file}" template="raw" sync="on" flushOnTXEnd="on" asyncWriting="off"
                ioBufferSize="4m")
            """);

    public static async Task<RsyslogServer> StartToPostgresAsync(
        Workplace workplace, PostgresServer postgres, string database)
    {
        // The table of the package rsyslog-pgsql.
        await postgres.QueryAsync(database, """
            CREATE TABLE SystemEvents (ID serial NOT NULL PRIMARY KEY, CustomerID bigint,
                ReceivedAt timestamp without time zone NULL, DeviceReportedTime timestamp without time zone NULL,
                Facility smallint NULL, Priority smallint NULL, FromHost varchar(60) NULL, Message text,
                NTSeverity int NULL, Importance int NULL, EventSource varchar(60), EventUser varchar(60) NULL,
                EventCategory int NULL, EventID int NULL, EventBinaryData text NULL, MaxAvailable int NULL,
                CurrUsage int NULL, MinUsage int NULL, MaxUsage int NULL, InfoUnitID int NULL, SysLogTag varchar(60),
                EventLogType varchar(60), GenericFileName varchar(60), SystemID int NULL)
            """);
        return await StartAsync(
            workplace, postgres.Processes,
            queue: """
                queue.type="FixedArray" queue.size="4000" queue.dequeueBatchSize="1000" queue.workerThreads="2"
                """,
            action: $"""
                action(type="ompgsql" server="127.0.0.1" port="{postgres.Port}" db="{database}" uid="{postgres.User}"
                    pass="x")
                """);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<RsyslogServer> StartAsync(
        Workplace workplace, IReadOnlyList<int> others, string queue, string action)
    {
        var port = Tool.FreePort();
        var folder = Directory.CreateDirectory(Path.Combine(workplace.Folder, $"rsyslog-{port}")).FullName;
        var configuration = Path.Combine(folder, "rsyslog.conf");
        await File.WriteAllTextAsync(configuration, Configuration(workplace.Pki, folder, port, queue, action));
        var program = File.Exists("/usr/sbin/rsyslogd") ? "/usr/sbin/rsyslogd" : "rsyslogd";
        var start = new ProcessStartInfo(program, ["-n", "-f", configuration, "-i", Path.Combine(folder, "pid")]);
        workplace.Surroundings.Slow(start);

        // It tells much of connections that end, and of ours that only looks whether it listens.
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        var server = new RsyslogServer(process, port, others);
        await server.ListeningAsync();
        return server;
    }

    private static string Configuration(
        DevelopmentPkiFiles pki, string folder, int port, string queue, string action) => $$"""
        global(
          workDirectory="{{folder}}" maxMessageSize="64k" parser.escapeControlCharactersOnReceive="off"
          defaultNetstreamDriver="ossl" defaultNetstreamDriverCAFile="{{pki.AuthorityCertificate}}"
          defaultNetstreamDriverCertFile="{{pki.Node.CertificatePath}}"
          defaultNetstreamDriverKeyFile="{{pki.Node.KeyPath}}")
        module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="x509/certvalid"
          maxSessions="400")
        module(load="ompgsql")
        template(name="raw" type="string" string="%rawmsg%\n")
        input(type="imtcp" address="127.0.0.1" port="{{port}}" ruleset="audit")
        ruleset(name="audit" queue.timeoutEnqueue="600000" {{queue}}) {
          {{action}}
        }

        """;

    private async Task ListeningAsync()
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(10);)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("rsyslogd does not listen");
    }
}
