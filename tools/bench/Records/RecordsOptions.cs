namespace XdsDmp.Bench.Records;

/// <summary>What <c>bench records</c> is asked for.</summary>
internal sealed record RecordsOptions
{
    public const string Usage = """
        dotnet run -c Release --project tools/bench -- records [--records N] [--searches N] [--data DIR] [--keep]

        Fills an audit database with records and measures how long each kind of search takes, beside reading as many
        records by their number.

        --records    how many records there shall be (1000000); those that a kept database has are counted
        --searches   how often each search is made (200)
        --data       folder for the database (a new one under the system's temporary folder)
        --keep       the database stays for the next run
        """;

    public long Records { get; init; } = 1_000_000;

    public int Searches { get; init; } = 200;

    public string Data { get; init; } = Path.Combine(Path.GetTempPath(), $"xdsdmp-records-{Environment.ProcessId}");

    public bool Keep { get; init; }

    /// <summary>Null when an argument is not understood.</summary>
    public static RecordsOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new RecordsOptions();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--keep")
            {
                options = options with { Keep = true };
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

    private RecordsOptions? With(string name, string value) => name switch
    {
        "--data" => this with { Data = Path.GetFullPath(value) },
        "--records" when long.TryParse(value, out var records) && records > 0 => this with { Records = records },
        "--searches" when int.TryParse(value, out var searches) && searches > 0 => this with { Searches = searches },
        _ => null,
    };
}
