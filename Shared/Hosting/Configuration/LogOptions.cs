namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Logs</c>.</summary>
public sealed record LogOptions
{
    /// <summary>Where <c>xdsdmp.log</c> is written; empty: standard error.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Trace, Debug, Info, Warn, Error or Fatal.</summary>
    public string Level { get; init; } = "Info";

    /// <summary>How a line looks.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;

    /// <summary>A line for each request: transaction, outcome, calling system, duration, octets.</summary>
    public bool Access { get; init; } = true;
}

/// <summary>How a line of the log looks.</summary>
public enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs that collect logs: one JSON object a line.</summary>
    Json,
}
