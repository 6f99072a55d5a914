namespace XdsDmp.Repository.Checks;

/// <summary>Section <c>Repository:Checks</c>: what documents are put to before anybody can see them.</summary>
public sealed record ChecksOptions
{
    /// <summary>Off, Warn or Refuse: documents whose bytes are not what their MIME type says.</summary>
    public MimeTypeCheck MimeType { get; init; } = MimeTypeCheck.Off;

    /// <summary>Off, Command, Clamd or Icap: who else looks at each document.</summary>
    public ExternalCheck External { get; init; } = ExternalCheck.Off;

    /// <summary>A program, for Command.</summary>
    public string Command { get; init; } = "";

    /// <summary>
    /// Its arguments, one each; {file} stands for a file with the document, which else comes on standard input.
    /// </summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>
    /// Exit codes by which it refuses a document, any other but 0 being trouble of its own; empty: all but 0.
    /// </summary>
    public IReadOnlyList<int> RefusingExitCodes { get; init; } = [];

    /// <summary>Clamd: path of its socket, or host:port. Icap: icap://host:port/service.</summary>
    public string Server { get; init; } = "";

    /// <summary>Respmod or Reqmod: as what an ICAP server is shown the document.</summary>
    public IcapMethod IcapMethod { get; init; } = IcapMethod.Respmod;

    /// <summary>How long the check of one document may take, waiting for its turn included.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Documents that are checked at the same time; others wait.</summary>
    public int MaxAtOnce { get; init; } = 4;
}

/// <summary>What becomes of a document whose bytes are not what its MIME type says.</summary>
public enum MimeTypeCheck
{
    Off,
    Warn,
    Refuse,
}

/// <summary>Who else looks at documents.</summary>
public enum ExternalCheck
{
    Off,
    Command,
    Clamd,
    Icap,
}

/// <summary>As what an ICAP server is shown a document (RFC 3507 §3.1, §3.2).</summary>
public enum IcapMethod
{
    /// <summary>As something that somebody has downloaded.</summary>
    Respmod,

    /// <summary>As something that somebody uploads.</summary>
    Reqmod,
}
