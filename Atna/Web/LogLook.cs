using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Web;

/// <summary>An auditor's looks into the records: each leaves a record before anything of it is shown.</summary>
internal sealed class LogLook(SecureNode node, Uri log)
{
    private static readonly CodedValue PageKind = new("pages", "XdsDmp", "Pages for auditors");

    public DateTimeOffset Now => node.Audit.Now;

    public long Newest => node.Readers.Read(AuditRecordStore.Head)?.Sequence ?? 0;

    public Task TellAsync(Visit visit, AuditOutcome outcome)
    {
        var reader = new LogReader(visit.Name!, Address: visit.Http.Connection.RemoteIpAddress?.ToString());
        var request = visit.Http.Request;
        var text = Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}");
        var search = new LogSearch(PageKind, text, IsTransaction: false);
        return node.Audit.AppendAsync(
            [AuditLogUsedEvent.Build(node.Audit.Node, node.Audit.Now, [reader], log.AbsoluteUri, search, outcome)]);
    }

    /// <summary>The places of what a search found; null when too many names begin as the auditor typed.</summary>
    public async Task<IReadOnlyList<FoundEvent>?> FindAsync(Visit visit, AuditQuery query)
    {
        try
        {
            var found = node.Readers.Read(session => AuditQueryRunner.Find(session, query));
            await TellAsync(visit, AuditOutcome.Success);
            return found;
        }
        catch (TooBroadException)
        {
            await TellAsync(visit, new AuditOutcome(EventOutcome.MinorFailure, "too many names begin like this"));
            return null;
        }
    }

    /// <summary>What the chart shows of a search that was recorded.</summary>
    public IReadOnlyList<TimelineEvent> TimelineOf(AuditQuery query) =>
        node.Readers.Read(session => Timeline.Of(session, query));

    public ChainState State() => node.Readers.Read(ChainState.Read);

    public IReadOnlyList<EventRow> RowsOf(IEnumerable<FoundEvent> found) =>
        [.. found.Select(one => (one.Time, Record: RecordOf(one.Sequence))).Where(row => row.Record is not null)
            .Select(row => new EventRow(row.Time, row.Record!))];

    /// <summary>Null when there is none, or retention took it away meanwhile.</summary>
    public AuditRecord? RecordOf(long sequence) =>
        node.Readers.Read(session => AuditRecordReader.Find(session, sequence)) is { } stored
            ? new AuditRecord(stored)
            : null;
}
