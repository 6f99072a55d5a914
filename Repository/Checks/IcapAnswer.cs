namespace XdsDmp.Repository.Checks;

/// <summary>The head of an ICAP answer (RFC 3507 §4.3.3).</summary>
internal sealed record IcapAnswer(int Status, string Reason, IReadOnlyDictionary<string, string> Headers)
{
    public const int Continue = 100;
    public const int Ok = 200;
    public const int NoModification = 204;

    /// <summary>Where servers say what they have found; none of these is standard, each is in wide use.</summary>
    private static readonly string[] FindingHeaders =
    [
        "X-Infection-Found", "X-Virus-ID", "X-Virus-Name", "X-Violations-Found", "X-Blocked", "X-Block-Reason",
    ];

    private const string Threat = "Threat=";

    /// <summary>Null: nothing that has a name.</summary>
    public string? Finding =>
        FindingHeaders.Select(Headers.GetValueOrDefault).FirstOrDefault(value => value is not null) is { } found
            ? NameIn(found)
            : null;

    /// <summary>Octets that the server wants to see before it decides; null: it has no use for a preview.</summary>
    public int? Preview => Headers.TryGetValue("Preview", out var value) && int.TryParse(value, out var octets)
        && octets >= 0 ? octets : null;

    public bool Has(string header, string token) => Headers.TryGetValue(header, out var value)
        && value.Split(',').Any(part => part.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

    /// <summary>"Type=0; Resolution=2; Threat=Eicar;" says Eicar.</summary>
    private static string NameIn(string value) => value.Split(';').Select(part => part.Trim())
        .FirstOrDefault(part => part.StartsWith(Threat, StringComparison.OrdinalIgnoreCase)) is { } threat
            ? threat[Threat.Length..]
            : value;
}
