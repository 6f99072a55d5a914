using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Cda;

/// <summary>
/// A CDA document against the entry that describes it (CI-SIS, volet Structuration minimale): what would mislead about
/// whose it is refuses the submission, the rest is told.
/// </summary>
public static class CdaRules
{
    private const string Source = "CI-SIS, volet Structuration minimale de documents de santé";

    private static readonly RuleDescription WellFormed = new(
        "CDA-wellFormed", "a document of media type text/xml is well-formed XML without a DTD", Source);

    private static readonly RuleDescription Root = new(
        "CDA-root", "it is a ClinicalDocument of urn:hl7-org:v3", Source);

    private static readonly RuleDescription Patient = new(
        "CDA-patient", "one of its patient's identifiers is the patientId of the entry", Source);

    private static readonly RuleDescription Id = new(
        "CDA-id", "its id, root^extension or root alone, is the uniqueId of the entry", Source);

    private static readonly RuleDescription Type = new("CDA-code", "its code is the typeCode of the entry", Source);

    private static readonly RuleDescription Time = new(
        "CDA-effectiveTime", "its effectiveTime, in UTC, is the creationTime of the entry", Source);

    private static readonly RuleDescription Responsible = new(
        "CDA-legalAuthenticator", "it has a legalAuthenticator", Source);

    private static readonly RuleDescription Confidentiality = new(
        "CDA-confidentialityCode", "its confidentialityCode is N, R or V, and one of the entry's", Source);

    private static readonly RuleDescription Version = new(
        "CDA-version", "it has setId and versionNumber", Source);

    internal static IReadOnlyList<RuleDescription> Descriptions { get; } =
        [WellFormed, Root, Patient, Id, Type, Time, Responsible, Confidentiality, Version];

    internal static IReadOnlyList<string> Ids { get; } = [.. Descriptions.Select(rule => rule.Id)];

    private static RuleDescription[] Refusing { get; } = [WellFormed, Root, Patient, Id];

    /// <summary>Whether the document has to be read: signatures are XML of another kind.</summary>
    public static bool Concerns(DocumentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.MimeType == MediaTypes.Cda && !DmpCodes.IsSignature(entry);
    }

    /// <summary>Adds all faults found.</summary>
    public static void Check(
        DocumentEntry entry, CdaContent content, DmpRuleSettings settings, RegistryErrors errors)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(content);
        var report = new CdaReport(entry, settings, errors);
        if (content.Fault is { } fault)
        {
            report.Add(RegistryErrorCode.InvalidDocumentContent, WellFormed, TreatmentOf(WellFormed), "document", fault,
                new Wording("the document is no XML that is read here", "le document n'est pas du XML lu ici"),
                new Wording(
                    "well-formed XML without DTD, in UTF-8, UTF-16 or ISO 8859-1",
                    "du XML bien formé sans DTD, en UTF-8, UTF-16 ou ISO 8859-1"));
        }
        else if (content.Header is not { } header)
        {
            var accepted = $"{{{CdaTreeBuilder.Namespace}}}{CdaTreeBuilder.RootName}";
            report.Add(RegistryErrorCode.InvalidDocumentContent, Root, TreatmentOf(Root), "document", content.Root,
                new Wording("the document is not CDA", "le document n'est pas du CDA"),
                new Wording(accepted, accepted));
        }
        else
        {
            CheckIdentity(entry, header, report);
            CheckRest(entry, header, report);
        }
    }

    private static RuleTreatment TreatmentOf(RuleDescription rule) =>
        Refusing.Contains(rule) ? RuleTreatment.Reject : RuleTreatment.Warn;

    private static void CheckIdentity(DocumentEntry entry, CdaHeader header, CdaReport report)
    {
        if (entry.PatientId is { } patient && !header.PatientIds.Contains(patient))
        {
            Differs(report, Patient, "patientId", patient.ToString(), Joined(header.PatientIds));
        }

        if (header.UniqueId != entry.UniqueId)
        {
            Differs(report, Id, "uniqueId", entry.UniqueId, header.UniqueId);
        }
    }

    private static void CheckRest(DocumentEntry entry, CdaHeader header, CdaReport report)
    {
        if ((header.Type?.Value, header.Type?.Scheme) != (entry.TypeCode?.Value, entry.TypeCode?.Scheme))
        {
            Differs(report, Type, "typeCode", Text(entry.TypeCode), Text(header.Type));
        }

        if (!IsSameTime(header.EffectiveTime, entry.CreationTime))
        {
            Differs(report, Time, "creationTime", entry.CreationTime?.Digits, header.EffectiveTime?.Digits);
        }

        if (header.LegalAuthenticator is null)
        {
            Missing(report, Responsible, "legalAuthenticator");
        }

        if (header.Confidentiality is not { Scheme: DmpCodes.Confidentiality, Value: "N" or "R" or "V" } level
            || !entry.ConfidentialityCodes.Any(code => (code.Value, code.Scheme) == (level.Value, level.Scheme)))
        {
            Differs(
                report, Confidentiality, "confidentialityCode",
                string.Join(", ", entry.ConfidentialityCodes.Select(Text)), Text(header.Confidentiality));
        }

        if (header.SetId is null || header.VersionNumber is null)
        {
            Missing(report, Version, header.SetId is null ? "setId" : "versionNumber");
        }
    }

    private static bool IsSameTime(Hl7Time? one, Hl7Time? other)
    {
        var (first, second) = (one?.Digits ?? "", other?.Digits ?? "");
        var length = Math.Min(first.Length, second.Length);
        return length > 0 && string.CompareOrdinal(first, 0, second, 0, length) == 0;
    }

    /// <summary>The sender has both, and is told what both say.</summary>
    private static void Differs(
        CdaReport report, RuleDescription rule, string attribute, string? value, string? inDocument) => report.Add(
        RegistryErrorCode.XDSRepositoryMetadataError, rule, TreatmentOf(rule), attribute, value,
        new Wording("the entry says something else than the document", "l'entrée dit autre chose que le document"),
        new Wording(
            $"as in the document: {inDocument ?? "nothing"}", $"comme dans le document : {inDocument ?? "rien"}"));

    private static void Missing(CdaReport report, RuleDescription rule, string element) => report.Add(
        RegistryErrorCode.XDSRepositoryMetadataError, rule, TreatmentOf(rule), element, null,
        new Wording(
            "the document lacks an element of its header", "il manque au document un élément de son en-tête"),
        new Wording(element, element));

    private static string Joined(IEnumerable<PatientId> ids) => string.Join(", ", ids);

    private static string? Text(Code? code) => code is null ? null : $"{code.Value}^^{code.Scheme}";
}
