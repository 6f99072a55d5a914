namespace XdsDmp.Bench.Mix;

/// <summary>What <c>bench mix</c> is asked for.</summary>
internal sealed record MixOptions
{
    public const string Usage = """
        dotnet run -c Release --project tools/bench -- mix [--small N] [--large N] [--large-bytes N] [--clients N]
            [--picture FILE] [--data DIR]

        Small and large documents in random order: each is submitted (ITI-41), retrieved (ITI-43) and compared octet by
        octet, by so many clients at once. Tells how much memory the services took meanwhile. Exit code 1 when anything
        failed.

        --small         documents of 1 KiB (1000)
        --large         large documents (20)
        --large-bytes   octets of a large document (524288000)
        --clients       at once (32)
        --picture       an SVG of memory over time
        --data          folder for databases and documents (a new one under the system's temporary folder)
        """;

    public int Small { get; init; } = 1_000;

    public int Large { get; init; } = 20;

    public long LargeBytes { get; init; } = 500L * 1024 * 1024;

    public int Clients { get; init; } = 32;

    public string? Picture { get; init; }

    public string Data { get; init; } = Path.Combine(Path.GetTempPath(), $"xdsdmp-mix-{Environment.ProcessId}");

    /// <summary>Null when an argument is not understood.</summary>
    public static MixOptions? Parse(IReadOnlyList<string> args)
    {
        var options = new MixOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            if (i + 1 == args.Count || options.With(args[i], args[i + 1]) is not { } more)
            {
                return null;
            }

            options = more;
        }

        return options;
    }

    private MixOptions? With(string name, string value) => name switch
    {
        "--data" => this with { Data = Path.GetFullPath(value) },
        "--picture" => this with { Picture = Path.GetFullPath(value) },
        "--small" when int.TryParse(value, out var small) && small >= 0 => this with { Small = small },
        "--large" when int.TryParse(value, out var large) && large >= 0 => this with { Large = large },
        "--large-bytes" when long.TryParse(value, out var bytes) && bytes > 0 => this with { LargeBytes = bytes },
        "--clients" when int.TryParse(value, out var clients) && clients > 0 => this with { Clients = clients },
        _ => null,
    };
}
