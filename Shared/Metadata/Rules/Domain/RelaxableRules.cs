namespace XdsDmp.Metadata.Rules.Domain;

/// <summary>
/// The closed list of rules that a domain may relax for a sender: what they guard is for people to read. Ids, patients,
/// structure, hash, size and whatever queries and updates depend on are not negotiable.
/// </summary>
public static class RelaxableRules
{
    public static IReadOnlyList<string> All { get; } =
    [
        "SS-author", "SS-comments", "SS-intendedRecipient", "SS-title",
        "DE-author", "DE-comments", "DE-languageCode", "DE-legalAuthenticator", "DE-sourcePatientId",
        "DE-sourcePatientInfo", "DE-title", "DE-URI",
        "FD-comments", "FD-title",
        "DE-onDemandLegalAuthenticator", "DE-serviceTimes", "DE-sourcePatientInfoOnce", "ASSOC-documentation",
        "EXTID-name", "SLOT-length", "SLOT-extra",
        DomainRules.CodeRule, DomainRules.MimeTypeRule,
    ];
}
