namespace XdsDmp.Repository.OnDemand;

/// <summary>Section <c>Repository:OnDemand</c>: documents made when they are asked for (ITI TF-1 §10.2.6).</summary>
public sealed record OnDemandOptions
{
    /// <summary>Off, Command or Http: who makes them.</summary>
    public OnDemandSource Source { get; init; } = OnDemandSource.Off;

    /// <summary>A program, for Command: JSON on standard input, the document on standard output.</summary>
    public string Command { get; init; } = "";

    /// <summary>Its arguments, one each.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>For Http: takes the JSON by POST, answers with the document.</summary>
    public string Url { get; init; } = "";

    /// <summary>For one document, waiting for its turn included.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Documents that are made at the same time; others wait.</summary>
    public int MaxAtOnce { get; init; } = 4;

    /// <summary>What was made is stored, and registered as a snapshot, before it is handed out.</summary>
    public bool Persist { get; init; }

    /// <summary>A new snapshot replaces the last one.</summary>
    public bool ReplacePrevious { get; init; }

    /// <summary>
    /// contentTypeCode of the SubmissionSet of a snapshot, as code^display name^scheme; empty: the entry's classCode.
    /// </summary>
    public string ContentType { get; init; } = "";
}

/// <summary>Who makes documents on demand.</summary>
public enum OnDemandSource
{
    Off,
    Command,
    Http,
}
