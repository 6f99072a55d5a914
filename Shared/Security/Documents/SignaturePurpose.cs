using XdsDmp.Metadata.Model;

namespace XdsDmp.Security.Documents;

/// <summary>Why somebody signs (ASTM E1762, ITI TF-3 §5.5): code of eventCodeList and of the commitment.</summary>
public static class SignaturePurpose
{
    public const string Scheme = "1.2.840.10065.1.12";

    private static readonly string[] Names =
    [
        "Author", "Coauthor", "Co-participant", "Transcriptionist/Recorder", "Verification", "Validation", "Consent",
        "Signature Witness", "Event Witness", "Identity Witness", "Consent Witness", "Interpreter", "Review", "Source",
        "Addendum", "Modification", "Administrative", "Timestamp",
    ];

    /// <summary>The purpose of whoever hands in a submission set.</summary>
    public static Code Source => Find("Source")!;

    public static IReadOnlyList<Code> All { get; } =
        [.. Names.Select((name, i) => new Code($"{Scheme}.1.{i + 1}", Scheme, name))];

    /// <summary>By OID, or by name in any case.</summary>
    public static Code? Find(string oidOrName) => All.FirstOrDefault(code => code.Value == oidOrName
        || string.Equals(code.DisplayName, oidOrName, StringComparison.OrdinalIgnoreCase));
}
