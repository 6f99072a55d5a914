namespace XdsDmp.Metadata.Model;

/// <summary>Which states a document can be in, and which of them ITI-57 may lead to from which.</summary>
public sealed class LifeCycle
{
    private readonly HashSet<(AvailabilityStatus From, AvailabilityStatus To)> _changes;

    private LifeCycle(
        IReadOnlyList<AvailabilityStatus> statuses,
        IEnumerable<(AvailabilityStatus From, AvailabilityStatus To)> changes)
    {
        Statuses = statuses;
        _changes = [.. changes];
    }

    /// <summary>Approved and Deprecated, each from each (ITI TF-3 §4.2.3.2, TF-2 §3.57.4.1.3.3).</summary>
    public static LifeCycle Ihe { get; } = new(
        [AvailabilityStatus.Approved, AvailabilityStatus.Deprecated],
        [
            (AvailabilityStatus.Approved, AvailabilityStatus.Approved),
            (AvailabilityStatus.Approved, AvailabilityStatus.Deprecated),
            (AvailabilityStatus.Deprecated, AvailabilityStatus.Approved),
            (AvailabilityStatus.Deprecated, AvailabilityStatus.Deprecated),
        ]);

    /// <summary>
    /// Archived and back, Deleted for good; Deprecated is what a replaced document becomes, never an update's wish
    /// (DMP, TD3.3c and TD3.3d; ANS, JDV_J52).
    /// </summary>
    public static LifeCycle Dmp { get; } = new(
        [
            AvailabilityStatus.Approved, AvailabilityStatus.Deprecated, AvailabilityStatus.Archived,
            AvailabilityStatus.Deleted,
        ],
        [
            (AvailabilityStatus.Approved, AvailabilityStatus.Archived),
            (AvailabilityStatus.Archived, AvailabilityStatus.Approved),
            (AvailabilityStatus.Approved, AvailabilityStatus.Deleted),
            (AvailabilityStatus.Archived, AvailabilityStatus.Deleted),
        ]);

    public IReadOnlyList<AvailabilityStatus> Statuses { get; }

    /// <summary>The status with this URN; null where nothing is ever in such a status.</summary>
    public AvailabilityStatus? TryParse(string? urn) =>
        AvailabilityStatuses.TryParse(urn) is { } status && Statuses.Contains(status) ? status : null;

    /// <summary>What a document in this status can become.</summary>
    public IEnumerable<AvailabilityStatus> After(AvailabilityStatus status) =>
        Statuses.Where(next => _changes.Contains((status, next)));
}
