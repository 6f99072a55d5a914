using System.CommandLine;
using System.Net;
using System.Text.Json;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// <c>health</c>: asks the services that run on a data folder how they are. For containers, which have nothing else to
/// ask with.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly Option<string?> Data = new("--data")
    {
        Description = $"The data folder [default: {DataFolder.Variable}, else ./data]",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Url = new("--url")
    {
        Description = "Ask there instead, such as http://127.0.0.1:8453/health; may be repeated",
        HelpName = "URL",
    };

    public static Command Create()
    {
        Command command = new ExampleCommand(
            "health", "Ask the running services how they are.",
            "Exit code 1 when one of them does not answer or is failing: requests should go elsewhere.",
            "xdsdmp health --data ./data", "xdsdmp health --url http://127.0.0.1:8453/health")
        {
            Data, Url,
        };
        command.Run(async (parsed, cancel) =>
            await AskAllAsync(Urls(parsed), cancel) ? ExitCode.Done : ExitCode.Refused);
        return command;
    }

    private static string[] Urls(ParseResult parsed)
    {
        if (parsed.GetValue(Url) is { Length: > 0 } urls)
        {
            return urls;
        }

        var folder = DataFolder.Of(parsed.GetValue(Data));
        if (!File.Exists(folder.Endpoints))
        {
            throw CommandException.Failed(
                $"nothing runs on {folder.Root}", "Start it with 'xdsdmp up', or name a --url.");
        }

        var endpoints = Endpoints.Read(folder.Endpoints);
        string?[] known = [endpoints.RegistryHealth, endpoints.RepositoryHealth, endpoints.AuditHealth];
        return [.. known.OfType<string>()];
    }

    private static async Task<bool> AskAllAsync(IReadOnlyList<string> urls, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        var areWell = true;
        foreach (var url in urls)
        {
            areWell &= await AskAsync(http, url, cancel);
        }

        return areWell;
    }

    private static async Task<bool> AskAsync(HttpClient http, string url, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"{url.TrimEnd('/')}/ready"), cancel);
            using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
            var service = report.RootElement.GetProperty("service").GetString();
            foreach (var finding in report.RootElement.GetProperty("findings").EnumerateArray())
            {
                var (name, state, reason) = (Text(finding, "name"), Text(finding, "state"), Text(finding, "reason"));
                Screen.Out.WriteLine(Screen.Printable($"{service}: {name}: {state}: {reason}"));
            }

            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception silent) when (silent is HttpRequestException or JsonException or KeyNotFoundException
            || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Screen.Fail($"{url} does not answer: {silent.Message}");
            return false;
        }
    }

    private static string? Text(JsonElement finding, string name) => finding.GetProperty(name).GetString();
}
