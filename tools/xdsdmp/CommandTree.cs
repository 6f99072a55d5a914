using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using XdsDmp.CommandLine.Audit;
using XdsDmp.CommandLine.Auditors;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Certificates;
using XdsDmp.CommandLine.Configuration;
using XdsDmp.CommandLine.Content;
using XdsDmp.CommandLine.Demonstration;
using XdsDmp.CommandLine.Dmp;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Import;
using XdsDmp.CommandLine.Inbox;
using XdsDmp.CommandLine.Migration;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Patients;
using XdsDmp.CommandLine.Serving;
using XdsDmp.CommandLine.Signatures;
using XdsDmp.CommandLine.Validation;
using XdsDmp.CommandLine.Vihf;

namespace XdsDmp.CommandLine;

/// <summary>Every command of the program, in the order in which the help shows them.</summary>
internal static class CommandTree
{
    private const string About = """
        XdsDmp: an IHE XDS.b registry and repository with an audit repository, and a client for them.

        Start with 'xdsdmp demo': it runs everything once and shows what happened. To work with it, keep 'xdsdmp up'
        running in one terminal and use the other commands in a second one: they find the services and the client
        certificate in the data folder (--data, else the environment variable XDSDMP_DATA, else ./data).

        Exit codes: 0 done; 1 refused or failed; 2 wrong usage or configuration. Data goes to standard output, messages
        and progress to standard error. NO_COLOR is respected; --json is there where a program may read the answer.
        """;

    public static RootCommand Create(IReadOnlyList<string> settings)
    {
        RootCommand root = new(About)
        {
            DemoCommand.Create(settings),
            UpCommand.Create(settings),
            HealthCommand.Create(),
            SubmitCommand.Create(),
            QueryCommand.Create(),
            RetrieveCommand.Create(),
            SignCommand.Create(),
            VerifyCommand.Create(),
            ValidateCommand.Create(),
            DomainCommand.Create(),
            PatientCommand.Create(),
            DmpCommand.Create(),
            VihfCommand.Create(),
            InboxCommand.Create(settings),
            AuditCommand.Create(),
            AuditorCommand.Create(),
            ContentCommand.Create(settings),
            CertificatesCommand.Create(),
            ConfigCommand.Create(settings),
            BackupCommand.Create(settings),
            RestoreCommand.Create(settings),
            MigrateCommand.Create(settings),
            ImportCommand.Create(),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var (rest, settings) = SettingArguments.Split(args);
        var parsed = Create(settings).Parse(rest.Length == 0 ? ["--help"] : rest);
        if (parsed.Action is ParseErrorAction)
        {
            return Mistakes.Tell(parsed);
        }

        // The commands stop by themselves when asked to; a second signal, or taking longer than this, ends the process.
        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
    }
}
