using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary><c>demo</c>: the whole of it once, in a folder that goes away afterwards.</summary>
internal static class DemoCommand
{
    private const string Summary = "Show in less than a minute that it works, step by step.";

    private const string Details = """
        Starts the services with new development certificates in a temporary folder, submits a sample CDA document,
        finds it, retrieves it, compares the bytes, turns a stranger away, and shows the audit records that this left.

        Exit code 0 only if every step came out right.
        """;

    private static readonly Option<bool> Keep =
        new("--keep") { Description = "Keep the folder with databases, keys and logs" };

    /// <param name="settings">Arguments that are configuration, taken out of the command line.</param>
    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "demo", Summary, Details, "xdsdmp demo", "xdsdmp demo --keep",
            "xdsdmp demo --Security:MessageSignature=Required --Security:Vihf=Required") { Keep };
        command.Run((parsed, cancel) => RunAsync(parsed, settings, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, IReadOnlyList<string> settings, CancellationToken cancel)
    {
        var arguments = SettingArguments.Read(settings);
        var folder = Directory.CreateTempSubdirectory("xdsdmp-demo-");
        var isDone = false;
        try
        {
            await Scenario.PlayAsync(DataFolder.Of(folder.FullName), arguments, cancel);
            isDone = true;
            NextSteps.Write();
            return ExitCode.Done;
        }
        finally
        {
            // The log of what went wrong is worth more than a tidy folder.
            if (parsed.GetValue(Keep) || !(isDone || cancel.IsCancellationRequested))
            {
                Screen.Error.WriteLine($"kept: {folder.FullName} (log: {Path.Combine("logs", "xdsdmp.log")})");
            }
            else
            {
                folder.Delete(recursive: true);
            }
        }
    }
}
