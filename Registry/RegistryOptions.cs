using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Registry;

/// <summary>Section <c>Registry</c>.</summary>
public sealed record RegistryOptions
{
    /// <summary>IP address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>TCP port; 0 takes a free one.</summary>
    public int Port { get; init; } = 8443;

    /// <summary>The host name that peers use.</summary>
    public string PublicHost { get; init; } = "localhost";

    /// <summary>The SQLite file with metadata, patients and the audit outbox.</summary>
    public string Database { get; init; } = "registry.db";

    /// <summary>What happens to a submission for a patient that no feed has announced.</summary>
    public UnknownPatients UnknownPatients { get; init; } = UnknownPatients.Reject;

    /// <summary>
    /// OIDs of the assigning authorities of this affinity domain. Empty: any, which is for tests only. With
    /// <see cref="UnknownPatients"/> = Accept only patients of these are accepted.
    /// </summary>
    public IReadOnlyList<string> AssigningAuthorities { get; init; } = [];

    /// <summary>
    /// Names that a patient identity feed may give instead of an OID: each <c>NAMESPACE=OID</c> of an assigning
    /// authority.
    /// </summary>
    public IReadOnlyList<string> AssigningAuthorityNames { get; init; } = [];

    /// <summary>
    /// What this system is for: P production, T training, D debugging. A patient identity feed for another one is
    /// refused.
    /// </summary>
    public string ProcessingId { get; init; } = "P";

    /// <summary>
    /// <c>CODE^NAME^SCHEME</c>: contentTypeCode of the SubmissionSet in which a link change (ITI-64) stands.
    /// </summary>
    public string LinkChangeContentType { get; init; } = "A43^Move patient information^2.16.840.1.113883.12.3";

    /// <summary>
    /// TCP port of the patient identity feed in HL7 v2: MLLP over mutual TLS. 0 takes a free one, -1 none.
    /// </summary>
    public int MllpPort { get; init; } = 2575;

    /// <summary>
    /// IP addresses and networks from which <see cref="MllpPort"/> takes the feed without TLS as well: anybody there
    /// may announce and merge patients. For feeds that know no TLS, on this machine or in a closed network.
    /// </summary>
    public IReadOnlyList<string> MllpPlainFrom { get; init; } = [];

    /// <summary>Octets of one message of the feed in HL7 v2. A sender that sends more is cut off.</summary>
    public int MllpMaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>How long a sender may take to finish a message that it has begun.</summary>
    public int MllpMidFrameTimeoutSeconds { get; init; } = 60;

    /// <summary>How long a sender may say nothing. Feeds keep their connection for days.</summary>
    public int MllpIdleTimeoutHours { get; init; } = 72;

    /// <summary>
    /// File of codes, media types, identifier domains, repositories and strictness. Empty: no restriction beyond the
    /// profile's.
    /// </summary>
    public string AffinityDomain { get; init; } = "";

    /// <summary>Codes and media types against the affinity domain's value sets.</summary>
    public CodeValidation CodeValidation { get; init; } = CodeValidation.Off;

    /// <summary>
    /// Validates every request against the schemas; what is not valid is answered with a fault that says where.
    /// </summary>
    public bool ValidateSchema { get; init; }

    /// <summary>
    /// Objects that one LeafClass answer may hold; more is XDSTooManyResults. ObjectRef answers hold ten times that.
    /// </summary>
    public int MaxResults { get; init; } = 5_000;

    /// <summary>Octets of a request with metadata.</summary>
    public long MaxRequestBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>What a wrong code means.</summary>
    internal RuleTreatment CodeTreatment => CodeValidation switch
    {
        CodeValidation.Off => RuleTreatment.Accept,
        CodeValidation.Warn => RuleTreatment.Warn,
        _ => RuleTreatment.Reject,
    };

    /// <summary>With the identifier domains of the file, and their names, where the settings give none.</summary>
    internal RegistryOptions For(AffinityDomain domain)
    {
        var authorities = domain.AssigningAuthorities ?? [];
        return this with
        {
            AssigningAuthorities = AssigningAuthorities.Count > 0
                ? AssigningAuthorities : [.. authorities.Select(authority => authority.Oid)],
            AssigningAuthorityNames = AssigningAuthorityNames.Count > 0
                ? AssigningAuthorityNames
                : [.. authorities.Where(a => a.Namespace is not null).Select(a => $"{a.Namespace}={a.Oid}")],
        };
    }
}

/// <summary>What to do about a patient that is not in the patient table.</summary>
public enum UnknownPatients
{
    /// <summary>XDSUnknownPatientId, as the profile says.</summary>
    Reject,

    /// <summary>The submission makes the patient known. For test systems without a patient identity feed.</summary>
    Accept,
}

/// <summary>How strictly coded attributes are compared with the affinity domain's value sets.</summary>
public enum CodeValidation
{
    Off,
    Warn,
    Reject,
}
