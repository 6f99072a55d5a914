namespace XdsDmp.Bench.Servers;

/// <summary>What a <see cref="ServerProcess"/> runs: <c>serve ROLE FOLDER [KEY=VALUE …]</c></summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string role, IReadOnlyList<string> args)
    {
        var workplace = Workplace.Open(args[0], clients: 0);
        await using IServer server = role switch
        {
            "product" => await ProductServer.StartAsync(workplace, [.. args.Skip(1).Select(Setting)]),
            "bare" => await BareServer.StartAsync(workplace),
            "rows" => BareRegistration.Start(workplace),
            _ => throw new ArgumentException($"no role {role}"),
        };
        Console.WriteLine(server.Greeting);
        while (await Console.In.ReadLineAsync() is { } command)
        {
            Console.WriteLine(await server.AnswerAsync(command));
        }

        return 0;
    }

    private static KeyValuePair<string, string?> Setting(string argument)
    {
        var parts = argument.Split('=', 2);
        return new KeyValuePair<string, string?>(parts[0], parts[1]);
    }
}

/// <summary>One of the roles.</summary>
internal interface IServer : IAsyncDisposable
{
    string Greeting { get; }

    Task<string> AnswerAsync(string command);
}
