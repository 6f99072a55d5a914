using System.Collections.Frozen;

namespace XdsDmp.Security.Systems;

/// <summary>
/// A system that certificates stand for (ITI TF-1 §9: authorisation comes from our own lists): what it may do, and in
/// whose name.
/// </summary>
public sealed record KnownSystem
{
    /// <summary>
    /// Whoever is trusted, where there is no systems file. Reading audit records has always needed a name.
    /// </summary>
    public static KnownSystem Anybody { get; } = new()
    {
        Name = "",
        Kind = "other",
        Transactions = [.. SystemTransaction.All.Where(t => !t.ReadsAudit).Select(t => t.Number)],
        SourceIds = ValueScope.All,
        Repositories = ValueScope.All,
        AssigningAuthorities = ValueScope.All,
        HomeCommunityIds = ValueScope.All,
    };

    /// <summary>May do nothing.</summary>
    public static KnownSystem Nobody { get; } = new() { Name = "", Kind = "other", Transactions = [] };

    /// <summary>For people, logs and the audit trail; no other system has it.</summary>
    public required string Name { get; init; }

    public string? Oid { get; init; }

    /// <summary>One of <see cref="SystemKinds"/>; tells people what it is, and decides nothing.</summary>
    public required string Kind { get; init; }

    /// <summary>Any one of them makes a certificate this system's.</summary>
    public IReadOnlyList<CertificateMark> Certificates { get; init; } = [];

    /// <summary>Numbers of transactions, for instance <c>ITI-41</c>.</summary>
    public required FrozenSet<string> Transactions { get; init; }

    /// <summary>SubmissionSet.sourceId of what it may submit.</summary>
    public ValueScope SourceIds { get; init; } = ValueScope.None;

    /// <summary>repositoryUniqueIds for which it may register.</summary>
    public ValueScope Repositories { get; init; } = ValueScope.None;

    /// <summary>OIDs of the authorities whose patients it may name, see and announce.</summary>
    public ValueScope AssigningAuthorities { get; init; } = ValueScope.None;

    /// <summary>homeCommunityIds that its messages may bear.</summary>
    public ValueScope HomeCommunityIds { get; init; } = ValueScope.None;

    public bool May(string transaction) => Transactions.Contains(transaction);
}
