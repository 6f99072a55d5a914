using XdsDmp.Metadata.Errors;

namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Dmp</c>: what matters with <c>Profile=Dmp</c> only.</summary>
public sealed record DmpOptions
{
    /// <summary>Of explanations, for callers whose <c>Accept-Language</c> names none that we have.</summary>
    public Language Language { get; init; } = Language.French;

    /// <summary>
    /// File with the habilitation matrix: which profession reads which class and type of document. Empty: the one that
    /// comes with this product, which is provisional.
    /// </summary>
    public string HabilitationMatrix { get; init; } = "";

    /// <summary>How long a patient's authorisation of a professional lasts.</summary>
    public int AuthorisationDays { get; init; } = 365;

    /// <summary>
    /// Names in the issuers' file of portals whose assertions may speak for a patient or a legal representative.
    /// </summary>
    public IReadOnlyList<string> Portals { get; init; } = [];

    /// <summary>
    /// FHIR base URL of the audit repository, which the registry asks for the traces of a DMP (ITI-81) with its own
    /// certificate. Empty: nobody is shown any.
    /// </summary>
    public string AuditRepository { get; init; } = "";

    /// <summary>Seconds to wait for it.</summary>
    public int AuditRepositoryTimeoutSeconds { get; init; } = 20;

    /// <summary>Traces that one answer shows, the newest.</summary>
    public int MaxTraces { get; init; } = 100;

    /// <summary>How far back traces are shown.</summary>
    public int TraceDays { get; init; } = 365;

    /// <summary>
    /// A new version of a document is hidden from whom the patient has hidden the old one, whatever its sender says.
    /// </summary>
    public bool ReplacementStaysHidden { get; init; } = true;

    /// <summary>Age in years at which a patient's legal representatives see nothing any more.</summary>
    public int LegalAgeYears { get; init; } = 18;

    /// <summary>File with the value sets of metadata. Empty: those that come with this product.</summary>
    public string ValueSets { get; init; } = "";

    /// <summary>
    /// OIDs of the identifier domains of patients. Empty: those of real persons; those for tests have to be named.
    /// </summary>
    public IReadOnlyList<string> InsAuthorities { get; init; } = [];

    /// <summary>Every submission set must be signed, whatever <c>Repository:SubmissionSignature</c> says.</summary>
    public bool RequireSignature { get; init; } = true;

    /// <summary>
    /// How broken rules of this profile are taken, where it is not as the README says: each
    /// <c>RULE=Reject</c>, <c>RULE=Warn</c> or <c>RULE=Accept</c>.
    /// </summary>
    public IReadOnlyList<string> RuleTreatments { get; init; } = [];

    /// <summary>Octets of one document.</summary>
    public long MaxDocumentBytes { get; init; } = 5L * 1024 * 1024;

    /// <summary>An INS whose key does not fit is accepted all the same: for tests with made-up numbers.</summary>
    public bool AcceptWrongInsKeys { get; init; }

    /// <summary><c>wsa:Action</c> of answers to ITI-57.</summary>
    public string UpdateReplyAction { get; init; } = "urn:ihe:iti:2010:UpdateDocumentSet-Response";
}
