using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>
/// Who accessed a patient's data: in a few lines how often each person did, and below it every access. It is meant to
/// be printed, too.
/// </summary>
internal static class ReportView
{
    public static void Write(
        Html html, Visit visit, PageFilter filter, IReadOnlyList<EventRow> rows, DateTimeOffset now, TimeZoneInfo zone)
    {
        var words = visit.Words;
        html.Tag("p", [("class", "story")], () => html.Text($"{words["patient"]} ").Tag("strong", filter.Patient)
            .Text(filter is { From: null, To: null }
                ? null
                : $" – {words["period"]} {DayOf(words, filter.From)} – {DayOf(words, filter.To)}"));
        html.Tag("p", "paper-only", $"{words["printed-by"]} {visit.Name}, {now:yyyy-MM-dd HH:mm zzz}");
        html.Tag("p", [("class", "links")], () => html
            .Link($"/report.csv?{filter.QueryString}", words["export-csv"])
            .Link($"/report.json?{filter.QueryString}", words["export-fhir"])
            .Tag("span", "quiet", words["print-hint"]));
        if (rows.Count > 0)
        {
            html.Tag("h2", words["by-person"]);
            html.Table(
                words["by-person"],
                [words["who"], words["accesses"], words["failed"], words["first"], words["last"]],
                rows.GroupBy(row => Cells.WhoOf(row.Record)).OrderByDescending(person => person.Count())
                    .Select(person => PersonOf(html, words, person.Key, [.. person], zone)),
                isCaptionSeen: false);
        }

        html.Tag("h2", words["accesses"]);
        EventTable.Write(html, words, rows, "results", zone, isCaptionSeen: false);
    }

    /// <summary>Three dots for an end that was left open.</summary>
    private static string DayOf(Words words, string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date) ? words.Day(date) : day ?? "…";

    private static Action[] PersonOf(
        Html html, Words words, string who, IReadOnlyList<EventRow> rows, TimeZoneInfo zone) =>
    [
        () => html.Text(who.Length == 0 ? "–" : who),
        () => html.Text(Cells.Number(rows.Count)),
        () => html.Text(Cells.Number(rows.Count(row => row.Record.Audit.Event.Outcome > 0))),
        () => html.Time(words, Microseconds.ToTime(rows.Min(row => row.Time)), zone),
        () => html.Time(words, Microseconds.ToTime(rows.Max(row => row.Time)), zone),
    ];
}
