using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Sandbox;
using XdsDmp.CommandLine.Serving;

namespace XdsDmp.CommandLine.Dmp;

/// <summary><c>dmp requests</c>: the sandbox's requests and VIHF anew.</summary>
internal static class RequestsSubcommand
{
    private static readonly Option<string?> Data = new("--data")
    {
        HelpName = "DIR",
        Description =
            $"Data folder of a running 'up --profile dmp --sample' [default: {DataFolder.Variable}, else ./data]",
    };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "requests", "Write the requests of the guide, and every VIHF, anew: they hold for an hour.", "",
            "xdsdmp dmp requests --data ./dmp")
        {
            Data,
        };
        command.Run(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var folder = DataFolder.Of(parsed.GetValue(Data));
        var sandbox = new SandboxFolder(folder);
        if (!File.Exists(folder.Endpoints) || !File.Exists(sandbox.Done))
        {
            throw CommandException.Usage(
                $"there is no sandbox running in {folder.Root}",
                $"Start it: xdsdmp up --data {folder.Root} --profile dmp --sample");
        }

        var endpoints = Endpoints.Read(folder.Endpoints);
        var requests = await SandboxRequests.WriteAsync(sandbox, endpoints, cancel);
        SandboxOverview.WriteFiles(sandbox, endpoints, requests);
        foreach (var request in requests)
        {
            Screen.Out.WriteLine($"{Path.Combine(sandbox.Requests, request.Name)}.sh  {request.Title}");
        }

        return ExitCode.Done;
    }
}
