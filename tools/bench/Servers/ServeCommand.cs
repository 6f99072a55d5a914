namespace XdsDmp.Bench.Servers;

/// <summary>What a <see cref="ServerProcess"/> runs: <c>serve ROLE FOLDER …</c></summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string role, IReadOnlyList<string> args)
    {
        var workplace = Workplace.Open(args[0], clients: 0);
        await using IServer server = role switch
        {
            "product" => await ProductServer.StartAsync(workplace),
            "dmp" => await ProductServer.StartAsync(workplace, ProductServer.OfTheDmp(workplace)),
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
}

/// <summary>One of the roles.</summary>
internal interface IServer : IAsyncDisposable
{
    string Greeting { get; }

    Task<string> AnswerAsync(string command);
}
