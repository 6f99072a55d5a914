namespace XdsDmp.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        dotnet run -c Release --project tools/bench -- [--quick] [--row NAME[,NAME…]] [--clients N] [--seconds S]
            [--rounds R] [--fsync-delay 2ms] [--database postgres|postgres:Host=…] [--growth N,N,…]
            [--growth-records N,N,…] [--picture FILE] [--markdown FILE] [--data DIR]

        --quick            shorter and fewer rounds, smaller large documents: all rows in about three minutes
        --row              these rows only: query, query-ref, get-documents, register, provide, large-in, large-out,
                           audit, audit-postgres, connect, verification, decision, clients
        --clients          concurrent clients, each with one connection that it keeps (16)
        --seconds          length of one measurement (6; quick: 1)
        --rounds           the sides take turns this often; the median counts (5; quick: 3)
        --fsync-delay      so much is added to every fsync and fdatasync of all servers, ours and the ceilings'
                           (needs gcc)
        --database         postgres: the services use a PostgreSQL that is started for this run; postgres:Host=…: that
                           one, where databases are made and dropped
        --growth           instead of the rows: query, query-ref, get-documents, register and provide with so many
                           document entries in the registry, all sizes taking turns
        --growth-records   instead of the rows, or with --growth: the audit row with so many records in the repository
        --picture          an SVG of the ratios against their targets, or of the growth
        --markdown         the tables for a page of documentation
        --data             folder for databases and documents, on the disk to be measured (a new one under the system's
                           temporary folder)

        Exit code 1: a row is below its target, or an answer was not right.
        """;

    public bool Quick { get; init; }

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    public int Clients { get; init; } = 16;

    public double? Seconds { get; init; }

    public int? Rounds { get; init; }

    public TimeSpan FsyncDelay { get; init; }

    /// <summary><c>postgres</c>, <c>postgres:Host=…</c>, or empty for SQLite.</summary>
    public string Database { get; init; } = "";

    public IReadOnlyList<long> Growth { get; init; } = [];

    public IReadOnlyList<long> GrowthRecords { get; init; } = [];

    public string? Picture { get; init; }

    public string? Markdown { get; init; }

    public string Data { get; init; } = Path.Combine(Path.GetTempPath(), $"xdsdmp-bench-{Environment.ProcessId}");

    public bool IsGrowth => Growth.Count + GrowthRecords.Count > 0;

    public TimeSpan Round => TimeSpan.FromSeconds(Seconds ?? (Quick ? 1 : 6));

    public int RoundCount => Rounds ?? (Quick ? 3 : 5);

    /// <summary>Until the just-in-time compiler has seen everything and memory has its size.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 1.5 : 8);

    public long LargeBytes => Quick ? 128L << 20 : 1L << 30;

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
        "--row" => this with { Rows = value.Split(',') },
        "--data" => this with { Data = Path.GetFullPath(value) },
        "--picture" => this with { Picture = Path.GetFullPath(value) },
        "--markdown" => this with { Markdown = Path.GetFullPath(value) },
        "--database" when value == "postgres" || value.StartsWith("postgres:", StringComparison.Ordinal) =>
            this with { Database = value },
        "--growth" when Numbers(value) is { } sizes => this with { Growth = sizes },
        "--growth-records" when Numbers(value) is { } sizes => this with { GrowthRecords = sizes },
        "--clients" when int.TryParse(value, out var clients) && clients > 0 => this with { Clients = clients },
        "--rounds" when int.TryParse(value, out var rounds) && rounds > 0 => this with { Rounds = rounds },
        "--seconds" when double.TryParse(value, out var seconds) && seconds > 0 => this with { Seconds = seconds },
        "--fsync-delay" when value.EndsWith("ms", StringComparison.Ordinal)
            && double.TryParse(value.AsSpan(0, value.Length - 2), out var delay) && delay > 0 =>
            this with { FsyncDelay = TimeSpan.FromMilliseconds(delay) },
        _ => null,
    };

    private static long[]? Numbers(string text)
    {
        var numbers = text.Split(',').Select(word => long.TryParse(word, out var number) ? number : -1).ToArray();
        return numbers.All(number => number >= 0) ? numbers : null;
    }
}
