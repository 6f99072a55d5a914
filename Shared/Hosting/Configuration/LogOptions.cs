namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Logs</c>.</summary>
public sealed record LogOptions
{
    /// <summary>Where <c>xdsdmp.log</c> is written; empty: standard error.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Trace, Debug, Info, Warn, Error or Fatal.</summary>
    public string Level { get; init; } = "Info";
}
