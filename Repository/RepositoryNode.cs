using XdsDmp.Hosting;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Repository.Checks;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.OnDemand;
using XdsDmp.Repository.Signatures;
using XdsDmp.Repository.Submissions;
using XdsDmp.Sql;

namespace XdsDmp.Repository;

/// <summary>What the repository's transactions work with; made once when the service starts.</summary>
internal sealed record RepositoryNode(
    RepositoryOptions Options, GroupCommitWriter Writer, ReaderPool Readers, AuditTrail Audit, ContentVault Content,
    RegistryClient Registry, TimeProvider Clock)
{
    /// <summary>All this is about it; other instances may be at it as well.</summary>
    public required Database Database { get; init; }

    /// <summary>Documents that are not what they were.</summary>
    public required Damages Damages { get; init; }

    /// <summary>Documents that need not be verified again before they are handed out.</summary>
    public RecentlyVerified Verified { get; } = new(Clock);

    /// <summary>Null: signatures are not looked at.</summary>
    public SignatureRules? Signatures { get; init; }

    /// <summary>Documents that are made when they are asked for; null: there are none.</summary>
    public OnDemandDocuments? OnDemand { get; init; }

    /// <summary>What documents are put to; null: nothing.</summary>
    public DocumentChecks? Checks { get; init; }

    /// <summary>
    /// Profile Dmp: who may add a document, and whom one may be handed to, is the registry's decision, each time.
    /// </summary>
    public bool IsOfDmp { get; init; }

    /// <summary>What the French profile asks of documents; null: nothing.</summary>
    public DmpRuleSettings? DmpRules { get; init; }

    /// <summary>Seconds since 1970: the time column of every table.</summary>
    public long Now => Clock.GetUtcNow().ToUnixTimeSeconds();
}
