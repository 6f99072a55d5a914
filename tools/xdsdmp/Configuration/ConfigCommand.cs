using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Security.Certificates;

namespace XdsDmp.CommandLine.Configuration;

/// <summary><c>config check</c>: what is wrong with settings before a service is started with them.</summary>
internal static class ConfigCommand
{
    private const string Details = """
        With --data the settings are read as 'xdsdmp up' reads them; with files as a service by itself does: the
        shipped appsettings.json, then these files, the environment (XDSDMP_Section__Key) and the command line. Without
        either it is the data folder, where there is one, else appsettings.json in the working folder. Nothing is
        started and nothing is changed. Exit code 1 when there is an error; warnings alone give 0.
        """;

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Files of settings, the later ones winning",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "A data folder of 'xdsdmp up'",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Service = new("--service")
    {
        Description = "Only what this service needs: registry, repository or atna; may be repeated [default: all]",
        HelpName = "NAME",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the findings as JSON" };

    /// <param name="settings">Taken out of the command line by <see cref="SettingArguments.Split"/>.</param>
    public static Command Create(IReadOnlyList<string> settings)
    {
        Service.AcceptOnlyFromAmong("registry", "repository", "atna");
        Command check = new ExampleCommand(
            "check", "Check the services' settings, and the files, ports and folders they name.", Details,
            "xdsdmp config check --data ./data",
            "xdsdmp config check /etc/xdsdmp/appsettings.json --service registry",
            "xdsdmp config check --data ./data --Registry:Port=8443 --json")
        {
            Files, Data, Service, Json,
        };
        check.Run(parsed => Check(parsed, SettingArguments.Read(settings)));
        return new Command("config", "Settings of the services.") { check };
    }

    private static int Check(ParseResult parsed, IReadOnlyDictionary<string, string?> arguments)
    {
        var files = parsed.GetValue(Files) ?? [];
        var data = parsed.GetValue(Data);
        if (files.Length > 0 && data is not null)
        {
            throw CommandException.Usage("either --data or files: a data folder has its own appsettings.json");
        }

        var folder = DataFolder.Of(data);
        var isUp = files.Length == 0 && (data is not null || Directory.Exists(folder.Root));
        var settings = isUp ? SettingSources.OfData(folder, arguments)
            : SettingSources.OfFiles(files.Length > 0 || !File.Exists("appsettings.json")
                ? files : ["appsettings.json"], arguments);
        if (parsed.GetValue(Service) is { Length: > 0 } wanted)
        {
            settings = settings with { Services = [.. wanted.Select(it => char.ToUpperInvariant(it[0]) + it[1..])] };
        }

        Run(settings, isUp ? folder : null);
        return ConfigReport.Write(settings.Findings, parsed.GetValue(Json));
    }

    private static void Run(CheckedSettings settings, DataFolder? folder)
    {
        KeyChecks.Run(settings);
        var isFirstStart = folder is not null
            && settings["Security:Certificate"] == DevelopmentPkiFiles.In(folder.Pki).Node.CertificatePath
            && !Directory.Exists(folder.Pki);
        if (!isFirstStart)
        {
            CertificateChecks.Run(settings);
        }

        ServiceChecks.Run(settings);
        FileChecks.Run(settings);
        PortChecks.Run(settings, folder is not null && File.Exists(folder.Endpoints)
            && DataFolderLock.IsRunning(Endpoints.Read(folder.Endpoints).Pid));
        AgreementChecks.Run(settings);
    }
}
