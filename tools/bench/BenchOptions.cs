namespace XdsDmp.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        dotnet run -c Release --project tools/bench -- [--quick] [--row NAME] [--clients N] [--seconds S] [--rounds R] [--data DIR]

        --quick      shorter and fewer rounds: all rows within four minutes on two cores
        --row        one row only: query, register, provide, decision
        --clients    concurrent clients, each with one connection that it keeps (16)
        --seconds    length of one measurement (10; quick: 3)
        --rounds     ours and ceiling alternate this often (7; quick: 5)
        --data       folder for databases and documents, on the disk to be measured (a new one under the system's temporary folder)
        """;

    public bool Quick { get; init; }

    public string? Row { get; init; }

    public int Clients { get; init; } = 16;

    public double? Seconds { get; init; }

    public int? Rounds { get; init; }

    public string Data { get; init; } = Path.Combine(Path.GetTempPath(), $"xdsdmp-bench-{Environment.ProcessId}");

    public double RoundSeconds => Seconds ?? (Quick ? 3 : 10);

    public int RoundCount => Rounds ?? (Quick ? 5 : 7);

    /// <summary>Until the just-in-time compiler has seen everything and memory has its size.</summary>
    public double WarmUpSeconds => Quick ? 5 : 15;

    /// <summary>Null when an argument is not understood.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--quick")
            {
                options = options with { Quick = true };
            }
            else if (++i == args.Count || options.With(args[i - 1], args[i]) is not { } more)
            {
                return null;
            }
            else
            {
                options = more;
            }
        }

        return options;
    }

    private BenchOptions? With(string name, string value) => name switch
    {
        "--row" => this with { Row = value },
        "--data" => this with { Data = Path.GetFullPath(value) },
        "--clients" when int.TryParse(value, out var clients) && clients > 0 => this with { Clients = clients },
        "--rounds" when int.TryParse(value, out var rounds) && rounds > 0 => this with { Rounds = rounds },
        "--seconds" when double.TryParse(value, out var seconds) && seconds > 0 => this with { Seconds = seconds },
        _ => null,
    };
}
