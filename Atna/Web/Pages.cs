using System.Globalization;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Atna.Web;

/// <summary>
/// The pages themselves. Each look into the records is recorded before the page leaves, with what was asked.
/// </summary>
internal sealed class Pages(
    LogLook look, Exports exports, AtnaOptions options, TimeProvider clock, SearchCursor cursors)
{
    private const int MaxReport = 1_000;
    private readonly TimeZoneInfo _zone = clock.LocalTimeZone;

    public Task ShowAsync(Visit visit) => visit.Http.Request.Path.Value switch
    {
        "/" => SearchAsync(visit),
        "/report" => ReportAsync(visit),
        "/report.csv" => exports.CsvAsync(visit),
        "/report.json" => exports.FhirAsync(visit),
        "/failures" => FailuresAsync(visit),
        "/chain" => ChainAsync(visit),
        { } path when path.StartsWith("/record/", StringComparison.Ordinal) =>
            RecordAsync(visit, path["/record/".Length..]),
        _ => visit.WriteAsync("title", html => html.Tag("p", visit.Words["not-found"]), StatusCodes.Status404NotFound),
    };

    private async Task SearchAsync(Visit visit)
    {
        var filter = PageFilter.Of(visit);
        var query = filter.ToQuery(clock, out var bad);
        if (query is null)
        {
            await visit.WriteAsync("search", html => SearchForm.Write(html, visit.Words, filter, "/", true, bad));
            return;
        }

        // A cursor that is not of this search is passed over: the auditor sees its first page.
        query = visit.Query(SearchCursor.Parameter) is { } text
            && cursors.TryRead(filter.QueryString, text) is { } place
                ? query with { Snapshot = place.Snapshot, After = place.Last }
                : query with { Snapshot = look.Newest };
        var found = await look.FindAsync(visit, query);
        var isFirst = query.After is null;
        var chart = isFirst && found is not null ? look.TimelineOf(query) : [];
        var rows = look.RowsOf((found ?? []).Take(PageFilter.PageSize));
        await visit.WriteAsync("search", html =>
        {
            SearchForm.Write(html, visit.Words, filter, "/", isWhole: true, bad: null);
            if (found is null)
            {
                html.Tag("p", [("class", "notice"), ("role", "alert")], () => html.Text(visit.Words["too-broad"]));
                return;
            }

            Chart.Write(html, visit.Words, chart, (filter with { From = null, To = null }).QueryString, _zone);
            EventTable.Write(html, visit.Words, rows, "results", _zone);
            html.Tag("p", [("class", "links")], () =>
            {
                if (!isFirst)
                {
                    html.Link($"/?{filter.QueryString}", visit.Words["newest"]);
                }

                if (found.Count > PageFilter.PageSize)
                {
                    html.Link(Next(filter, query, found[PageFilter.PageSize - 1]), visit.Words["next"]);
                }
            });
        });
    }

    private string Next(PageFilter filter, AuditQuery query, FoundEvent last)
    {
        var cursor = cursors.Write(filter.QueryString, query.Snapshot, last);
        var separator = filter.QueryString.Length > 0 ? "&" : "";
        return $"/?{filter.QueryString}{separator}{SearchCursor.Parameter}={cursor}";
    }

    private async Task ReportAsync(Visit visit)
    {
        var filter = PageFilter.Of(visit);
        var query = filter.ToQuery(clock, out var bad);
        var found = query is null || filter.Patient is null
            ? null
            : await look.FindAsync(visit, query with { Limit = MaxReport + 1 });
        var rows = look.RowsOf((found ?? []).Take(MaxReport));
        await visit.WriteAsync("report", html =>
        {
            SearchForm.Write(html, visit.Words, filter, "/report", isWhole: false, bad);
            if (found is null)
            {
                html.Tag("p", visit.Words["report-hint"]);
                return;
            }

            if (found.Count > MaxReport)
            {
                html.Tag("p", "notice", visit.Words["report-cut"]);
            }

            ReportView.Write(html, visit, filter, rows, TimeZoneInfo.ConvertTime(look.Now, _zone), _zone);
        });
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
        var emergencies = look.RowsOf(await look.FindAsync(visit, emergency) ?? []);
        var failures = look.RowsOf(await look.FindAsync(visit, failed) ?? []);
        await visit.WriteAsync("failures", html =>
        {
            html.Tag("h2", visit.Words["emergency"]);
            EventTable.Write(html, visit.Words, emergencies, "emergency", _zone, isCaptionSeen: false);
            html.Tag("h2", visit.Words["failures-heading"]);
            EventTable.Write(html, visit.Words, failures, "failures-heading", _zone, isCaptionSeen: false);
            html.Tag("p", [("class", "links")], () => html.Link(
                $"/?outcome={PageFilter.AnyFailure}", visit.Words["all-failures"]));
        });
    }

    private async Task ChainAsync(Visit visit)
    {
        var state = look.State();
        await look.TellAsync(visit, AuditOutcome.Success);
        await visit.WriteAsync("chain", html => ChainView.Write(html, visit.Words, state, options, look.Now, _zone));
    }

    private async Task RecordAsync(Visit visit, string number)
    {
        var record = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? look.RecordOf(sequence)
            : null;
        if (record is null)
        {
            await look.TellAsync(visit, new AuditOutcome(EventOutcome.MinorFailure, "no such record"));
            await visit.WriteAsync(
                "record", html => html.Tag("p", visit.Words["not-found"]), StatusCodes.Status404NotFound);
            return;
        }

        await look.TellAsync(visit, AuditOutcome.Success);
        await visit.WriteAsync(
            "record", html => RecordView.Write(html, visit.Words, record, _zone), suffix: $"{sequence}");
    }

    private static IEnumerable<TermPattern?> Any(SearchTermKind kind, params IEnumerable<string> codes) =>
        codes.Select(code => TermPattern.OfAnySystem(kind, code));
}
