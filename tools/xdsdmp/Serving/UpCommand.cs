using System.CommandLine;
using System.Diagnostics;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Sandbox;
using XdsDmp.Hosting;

namespace XdsDmp.CommandLine.Serving;

/// <summary><c>up</c>: runs registry, repository and audit repository until stopped.</summary>
internal static class UpCommand
{
    private const string Summary =
        "Run registry, repository and audit repository in this process until stopped (Ctrl-C or SIGTERM).";

    private const string Details = """
        Everything lies in the data folder; a first start makes it, with development certificates in DIR/pki. The
        services listen on 127.0.0.1. When all of them answer, DIR/endpoints.json says where they are; it is there as
        long as they run.

        Every configuration key can be given as --Section:Key=value, as environment variable XDSDMP_Section__Key, or in
        DIR/appsettings.json. Often wanted:
          --Registry:UnknownPatients=Accept     take submissions for patients that nobody announced
          --Registry:AssigningAuthorities:0=OID the authority whose patient ids are accepted
          --Registry:MllpPlainFrom:0=10.1.2.0/24   the HL7 v2 feed without TLS as well, from these machines
          --Repository:RepositoryUniqueId=OID   instead of the one made at the first start
          --Logs:Level=Debug                    more in DIR/logs/xdsdmp.log

        --profile dmp keeps the rules of the French DMP: a VIHF with every message of a user, signed submission sets,
        patients by their INS of the test authority. With --sample, DIR/sandbox has about thirty invented patients,
        a dozen professionals with their certificates, and requests that are ready to be sent.
        """;

    private static readonly Option<string?> Data = new("--data")
    {
        Description = $"The data folder [default: {DataFolder.Variable}, else ./data]",
        HelpName = "DIR",
    };

    private static readonly Option<int?> BasePort = new("--base-port")
    {
        Description =
            "Registry on this port, then repository, audit, HL7 v2 feed, FHIR, syslog UDP, auditors' pages and the "
            + "health of the three services on the next nine [default: free ports]",
        HelpName = "N",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the endpoints as JSON" };

    private static readonly Option<bool> Sample = new("--sample")
    {
        Description = "With --profile dmp: fill in invented patients, professionals and documents, once",
    };

    /// <param name="settings">Taken out of the command line by <see cref="SettingArguments.Split"/>.</param>
    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "up", Summary, Details,
            "xdsdmp up --data ./data",
            "xdsdmp up --data /srv/xds --base-port 8443 --Registry:UnknownPatients=Accept",
            "xdsdmp up --data ./dmp --profile dmp --sample")
        {
            Data, BasePort, Json, Sample,
        };
        command.Run((parsed, cancel) => RunAsync(parsed, SettingArguments.Read(settings), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, IReadOnlyDictionary<string, string?> settings, CancellationToken cancel)
    {
        var basePort = Checked(parsed.GetValue(BasePort));
        var clock = Stopwatch.StartNew();
        await using var installation =
            await Installation.StartAsync(DataFolder.Of(parsed.GetValue(Data)), basePort, settings);
        ShowWarnings(installation);
        if (parsed.GetValue(Sample))
        {
            await SampleFill.RunAsync(installation, cancel);
        }

        Show(installation, clock.Elapsed, parsed.GetValue(Json));
        Supervisor.Ready();
        await UntilCancelledAsync(cancel);
        Supervisor.Stopping();
        Screen.Error.WriteLine("stopping: repository, registry, audit repository");
        return ExitCode.Done;
    }

    /// <summary>Which files others can read, and a runtime with holes.</summary>
    private static void ShowWarnings(Installation installation)
    {
        var warnings = ExposedFiles.Warnings(installation.Settings.Current);
        foreach (var warning in RuntimeLevel.Warning is { } old ? warnings.Append(old) : warnings)
        {
            Screen.Warn(warning);
        }
    }

    private static int? Checked(int? basePort) => basePort is null or (> 0 and <= 65526)
        ? basePort
        : throw CommandException.Usage(
            $"--base-port {basePort}: a port is 1 to 65526 here, since the next nine are used as well");

    private static async Task UntilCancelledAsync(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancel.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }

    private static void Show(Installation installation, TimeSpan elapsed, bool isJson)
    {
        ShowPki(installation);
        if (isJson)
        {
            JsonOutput.Write(installation.Endpoints);
            return;
        }

        var endpoints = installation.Endpoints;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        Row("registry", endpoints.Registry, "ITI-42 register, ITI-18 query, ITI-44 patients");
        Row("repository", endpoints.Repository, "ITI-41 submit, ITI-43 retrieve");
        Row("audit", endpoints.SyslogTls, "ITI-20 audit messages, syslog over TLS");
        Row("audit over UDP", endpoints.SyslogUdp, "the same without TLS, from this machine");
        Row("audit over TCP", endpoints.SyslogTcp, "likewise");
        Row("audit over FHIR", endpoints.AuditFhir, "ITI-20 audit events; ITI-81 for auditors");
        Row("auditors' pages", endpoints.AuditWeb, "with the auditor's certificate, or 'xdsdmp auditor add'");
        Row("patient feed", endpoints.PatientIdentityFeedMllp, "ITI-8 patients, HL7 v2 over MLLP");
        Row("health", endpoints.RegistryHealth, "/live and /ready without TLS; each service has its own port");
        Row("repositoryUniqueId", endpoints.RepositoryUniqueId, "");
        Row("assigningAuthority", endpoints.AssigningAuthority, "whose patient ids are accepted");
        Row("client certificate", endpoints.ClientCertificate, "with its key beside it");
        Screen.Out.Write(grid);
        Screen.Out.MarkupLine(
            $"[green]ready[/] after {elapsed.TotalSeconds:0.0} s; {Screen.Text(installation.Folder.Endpoints)}; "
            + "stop with Ctrl-C");

        void Row(string name, string? value, string remark)
        {
            if (value is not null)
            {
                grid.AddRow($"[bold]{name}[/]", Screen.Text(value), $"[grey]{remark}[/]");
            }
        }
    }

    private static void ShowPki(Installation installation)
    {
        if (installation.PkiNotes.Count == 0)
        {
            return;
        }

        Screen.Error.MarkupLine(
            "[black on yellow] DEVELOPMENT CERTIFICATES [/] never use them where there is data of real people");
        foreach (var note in installation.PkiNotes)
        {
            Screen.Error.MarkupLine($"  {Screen.Text(note)}");
        }

        Screen.Error.MarkupLine(
            $"  The private keys in {Screen.Text(installation.Folder.Pki)} are not encrypted. To use your own: "
            + "--Security:Certificate, --Security:Key, --Security:TrustFolder.");
        Screen.Error.WriteLine();
    }
}
