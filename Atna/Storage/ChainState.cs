using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Segments;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>What can be said of the chain at a glance; whether it is whole only its verification says.</summary>
internal sealed record ChainState
{
    public required ChainHead? Head { get; init; }

    /// <summary>The last one.</summary>
    public required Checkpoint? Checkpoint { get; init; }

    public required SegmentTotals Segments { get; init; }

    /// <summary>Audit repositories that get a copy.</summary>
    public required IReadOnlyList<ForwardingState> Targets { get; init; }

    /// <summary>Each AuditSourceID with the time of its newest event.</summary>
    public required IReadOnlyList<(string Source, DateTimeOffset Last)> Senders { get; init; }

    /// <summary>Records since the last checkpoint.</summary>
    public long Unsigned => (Head?.Sequence ?? 0) - (Checkpoint?.Head.Sequence ?? 0);

    public static ChainState Read(ReadSession session) => new()
    {
        Head = AuditRecordStore.Head(session),
        Checkpoint = CheckpointStore.Last(session),
        Segments = SegmentStore.Totals(session),
        Targets = ForwardingStore.States(session, maxRefusals: 0),
        Senders = Timeline.Senders(session),
    };
}
