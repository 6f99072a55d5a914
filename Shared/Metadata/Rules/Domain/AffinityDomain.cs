using System.Collections.Frozen;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Domain;

/// <summary>
/// What the organisations of an affinity domain have agreed on (ITI TF-1 §10, Appendix L): codes, media types, patient
/// identifier domains, repositories, and how strictly some senders are taken. Null where anything goes.
/// </summary>
public sealed record AffinityDomain
{
    /// <summary>No restriction beyond the profile's own.</summary>
    public static AffinityDomain Open { get; } = new() { Version = "ihe-open-1" };

    /// <summary>The agreement's own name for this state of it.</summary>
    public required string Version { get; init; }

    /// <summary>Value sets by attribute; an attribute that is not there takes any code.</summary>
    public FrozenDictionary<string, CodeSet> Codes { get; init; } = FrozenDictionary<string, CodeSet>.Empty;

    public FrozenSet<string>? MimeTypes { get; init; }

    public IReadOnlyList<AssigningAuthority>? AssigningAuthorities { get; init; }

    /// <summary>Who may register documents.</summary>
    public IReadOnlyList<RegisteredRepository>? Repositories { get; init; }

    public IReadOnlyList<SenderStrictness> Senders { get; init; } = [];

    /// <summary>How this domain takes a broken rule of that sender's.</summary>
    public Func<string, RuleTreatment> TreatmentFor(string? sourceId, string fingerprint)
    {
        var senders = Senders.Where(s => s.Is(sourceId, fingerprint)).ToList();
        return rule => senders.Count == 0 ? RuleTreatment.Reject
            : senders.Max(s => s.Rules.GetValueOrDefault(rule, RuleTreatment.Reject));
    }
}

/// <summary>The codes that an attribute may have.</summary>
public sealed class CodeSet(IReadOnlyList<Code> codes)
{
    private readonly FrozenSet<(string, string)> _known = codes.Select(c => (c.Value, c.Scheme)).ToFrozenSet();

    public IReadOnlyList<Code> Codes { get; } = codes;

    /// <summary>Code and scheme count; display names may be in another language.</summary>
    public bool Contains(Code code) => _known.Contains((code.Value, code.Scheme));
}

/// <summary>An identifier domain of patients.</summary>
/// <param name="Oid">Its universal id.</param>
/// <param name="Namespace">Its name in HL7 version 2 messages (HD.1).</param>
/// <param name="Name">For people.</param>
public sealed record AssigningAuthority(string Oid, string? Namespace, string? Name);

/// <summary>A repository that may register documents.</summary>
/// <param name="UniqueId">Its repositoryUniqueId.</param>
/// <param name="Subject">Subject of the certificate that it must show; null: any that is trusted.</param>
/// <param name="Fingerprint">SHA-256 of that certificate, in hexadecimal lower case.</param>
public sealed record RegisteredRepository(string UniqueId, string? Subject, string? Fingerprint);

/// <summary>Rules that are relaxed for one sender: a document source, a certificate, or both together.</summary>
public sealed record SenderStrictness(
    string? SourceId, string? Fingerprint, FrozenDictionary<string, RuleTreatment> Rules)
{
    public bool Is(string? sourceId, string fingerprint) =>
        (SourceId is null || SourceId == sourceId) && (Fingerprint is null || Fingerprint == fingerprint);
}
