using System.Globalization;
using System.Text;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Web;

/// <summary>
/// The pages themselves. Each look into the records is recorded before the page leaves, with what was asked.
/// </summary>
internal sealed class Pages(SecureNode node, SearchCursor cursors, Uri root)
{
    private const int MaxReport = 10_000;
    private static readonly TimeSpan Silence = TimeSpan.FromDays(1);
    private static readonly CodedValue PageKind = new("pages", "XdsDmp", "Pages for auditors");
    private readonly TimeZoneInfo _zone = node.Clock.LocalTimeZone;

    public Task ShowAsync(Visit visit) => visit.Http.Request.Path.Value switch
    {
        "/" => SearchAsync(visit),
        "/report" => ReportAsync(visit),
        "/report.csv" => ExportAsync(visit, isCsv: true),
        "/report.json" => ExportAsync(visit, isCsv: false),
        "/failures" => FailuresAsync(visit),
        "/chain" => ChainAsync(visit),
        { } path when path.StartsWith("/record/", StringComparison.Ordinal) =>
            RecordAsync(visit, path["/record/".Length..]),
        _ => visit.WriteAsync("title", html => html.Tag("p", visit.Words["not-found"]), StatusCodes.Status404NotFound),
    };

    private async Task SearchAsync(Visit visit)
    {
        var filter = PageFilter.Of(visit);
        var query = filter.ToQuery(node.Clock, out var bad);
        if (visit.Query(SearchCursor.Parameter) is { } text && query is not null)
        {
            if (cursors.TryRead(filter.QueryString, text) is { } place)
            {
                query = query with { Snapshot = place.Snapshot, After = place.Last };
            }
        }
        else if (query is not null)
        {
            query = query with { Snapshot = node.Readers.Read(AuditRecordStore.Head)?.Sequence ?? 0 };
        }

        var (found, chart) = await AskAsync(visit, query);
        await visit.WriteAsync("search", html =>
        {
            SearchForm.Write(html, visit.Words, filter, "/", isWhole: true, bad);
            if (found is null)
            {
                return;
            }

            Chart.Write(html, visit.Words, chart, _zone);
            EventTable.Write(html, visit.Words, found.Take(PageFilter.PageSize).ToList(), "results", _zone);
            if (found.Count > PageFilter.PageSize)
            {
                var last = found[PageFilter.PageSize - 1];
                var cursor = cursors.Write(
                    filter.QueryString, query!.Snapshot, new FoundEvent(last.Record.Sequence, last.Time));
                var separator = filter.QueryString.Length > 0 ? "&" : "";
                html.Tag("p", () => html.Link(
                    $"/?{filter.QueryString}{separator}{SearchCursor.Parameter}={cursor}", visit.Words["next"]));
            }
        });
    }

    private async Task ReportAsync(Visit visit)
    {
        var filter = PageFilter.Of(visit);
        var query = filter.Patient is null ? null : filter.ToQuery(node.Clock, out _);
        var (found, _) = await AskAsync(visit, query is null ? null : query with { Limit = 1_000 });
        await visit.WriteAsync("report", html =>
        {
            SearchForm.Write(html, visit.Words, filter, "/report", isWhole: false, bad: null);
            if (found is null)
            {
                return;
            }

            html.Tag("p", () => html.Text($"{visit.Words["patient"]}: {filter.Patient}. {visit.Words["print-hint"]}"));
            html.Tag("p", [("class", "exports")], () => html
                .Link($"/report.csv?{filter.QueryString}", visit.Words["export-csv"]).Text(" · ")
                .Link($"/report.json?{filter.QueryString}", visit.Words["export-fhir"]));
            EventTable.Write(html, visit.Words, found, "report", _zone);
        });
    }

    private async Task ExportAsync(Visit visit, bool isCsv)
    {
        var filter = PageFilter.Of(visit);
        var query = filter.ToQuery(node.Clock, out _);
        if (query is null || filter.Patient is null)
        {
            await visit.WriteAsync(
                "report", html => html.Tag("p", visit.Words["not-found"]), StatusCodes.Status400BadRequest);
            return;
        }

        await TellAsync(visit, AuditOutcome.Success);
        var found = Guarded(() => node.Readers.Read(
            session => AuditQueryRunner.Find(session, query with { Limit = MaxReport }))) ?? [];
        var response = visit.Http.Response;
        response.ContentType = isCsv ? "text/csv; charset=utf-8" : FhirFormat.Json.ContentType();
        response.Headers.ContentDisposition = $"attachment; filename=\"report.{(isCsv ? "csv" : "json")}\"";
        if (isCsv)
        {
            await CsvReport.WriteAsync(response, visit.Words, found.Select(RecordOf).OfType<AuditRecord>());
            return;
        }

        var bundle = new BundleWriter(response.BodyWriter, FhirFormat.Json);
        bundle.Start(total: null, [], "collection");
        foreach (var record in found.Select(RecordOf).OfType<AuditRecord>())
        {
            if (AuditEvents.Of(record) is { } resource)
            {
                bundle.Add($"{root.AbsoluteUri}/AuditEvent/{record.Sequence}", resource, mode: null);
                await response.BodyWriter.FlushAsync(visit.Http.RequestAborted);
            }
        }

        bundle.End();
        await response.BodyWriter.FlushAsync(visit.Http.RequestAborted);
    }

    private async Task FailuresAsync(Visit visit)
    {
        var failed = new AuditQuery
        {
            Groups = [TermGroup.Of(Any(SearchTermKind.Outcome, "4", "8", "12"))],
            Limit = PageFilter.PageSize,
        };
        var emergency = failed with
        {
            Groups = [TermGroup.Of(
            [
                .. Any(SearchTermKind.Subtype, "110127", "110138"),
                .. Any(SearchTermKind.Purpose, PageFilter.Emergencies),
            ])],
        };
        var (failures, _) = await AskAsync(visit, failed);
        var emergencies = Rows(emergency);
        await visit.WriteAsync("failures", html =>
        {
            html.Tag("h2", visit.Words["emergency"]);
            EventTable.Write(html, visit.Words, emergencies, "emergency", _zone);
            html.Tag("h2", visit.Words["failed"]);
            EventTable.Write(html, visit.Words, failures ?? [], "failed", _zone);
        });
    }

    private async Task ChainAsync(Visit visit)
    {
        var (head, senders) = node.Readers.Read(session => (AuditRecordStore.Head(session), Timeline.Senders(session)));
        await TellAsync(visit, AuditOutcome.Success);
        var words = visit.Words;
        var now = node.Audit.Now;
        await visit.WriteAsync("chain", html =>
        {
            html.Tag("h2", words["head"]);
            html.Tag("p", () => html.Tag("code", head?.ToString()));
            html.Tag("p", words["verify-hint"]);
            html.Table(
                words["senders"], [words["system"], words["last"], words["state"]],
                senders.OrderBy(sender => sender.Last).Select(sender => (Action[])
                [
                    () => html.Link($"/?system={Uri.EscapeDataString(sender.Source)}", sender.Source),
                    () => html.Text(EventTable.TimeText(sender.Last, _zone)),
                    () => html.Tag(
                        "span", now - sender.Last > Silence ? "failure" : "",
                        words[now - sender.Last > Silence ? "silent" : "active"]),
                ]));
        });
    }

    private async Task RecordAsync(Visit visit, string number)
    {
        var record = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && node.Readers.Read(session => AuditRecordReader.Find(session, sequence)) is { } stored
                ? new AuditRecord(stored)
                : null;
        await TellAsync(visit, record is null
            ? new AuditOutcome(EventOutcome.MinorFailure, "no such record")
            : AuditOutcome.Success);
        await visit.WriteAsync(
            "record",
            html =>
            {
                if (record is null)
                {
                    html.Tag("p", visit.Words["not-found"]);
                    return;
                }

                RecordView.Write(html, visit.Words, record, _zone);
            },
            record is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    /// <summary>Nothing is asked, and nothing recorded, as long as the form cannot be read.</summary>
    private async Task<(IReadOnlyList<EventRow>? Rows, IReadOnlyList<(long, string?)> Chart)> AskAsync(
        Visit visit, AuditQuery? query)
    {
        if (query is null)
        {
            return (null, []);
        }

        await TellAsync(visit, AuditOutcome.Success);
        var chart = query.After is null
            ? Guarded(() => node.Readers.Read(session => Timeline.Of(session, query))) ?? []
            : [];
        return (Rows(query), chart);
    }

    private List<EventRow> Rows(AuditQuery query) =>
    [
        .. (Guarded(() => node.Readers.Read(session => AuditQueryRunner.Find(session, query))) ?? [])
            .Select(found => (found, Record: RecordOf(found))).Where(row => row.Record is not null)
            .Select(row => new EventRow(row.found.Time, row.Record!)),
    ];

    private AuditRecord? RecordOf(FoundEvent found) =>
        node.Readers.Read(session => AuditRecordReader.Find(session, found.Sequence)) is { } stored
            ? new AuditRecord(stored)
            : null;

    /// <summary>A beginning that too many names share finds nothing; the auditor types more of it.</summary>
    private static T? Guarded<T>(Func<T> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (TooBroadException)
        {
            return null;
        }
    }

    private Task TellAsync(Visit visit, AuditOutcome outcome)
    {
        var reader = new LogReader(visit.Name!, Address: visit.Http.Connection.RemoteIpAddress?.ToString());
        var request = Encoding.UTF8.GetBytes($"GET {visit.Http.Request.Path}{visit.Http.Request.QueryString}");
        var search = new LogSearch(PageKind, request, IsTransaction: false);
        return node.Audit.AppendAsync(
            [AuditLogUsedEvent.Build(node.Audit.Node, node.Audit.Now, [reader], root.AbsoluteUri, search, outcome)]);
    }

    private static IEnumerable<TermPattern?> Any(SearchTermKind kind, params IEnumerable<string> codes) =>
        codes.Select(code => TermPattern.OfAnySystem(kind, code));
}

/// <summary>A line of a list.</summary>
internal sealed record EventRow(long Time, AuditRecord Record);
