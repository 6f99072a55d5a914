using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>Events one below the other.</summary>
internal static class EventTable
{
    public static void Write(
        Html html, Words words, IReadOnlyList<EventRow> rows, string captionKey, TimeZoneInfo zone,
        bool isCaptionSeen = true)
    {
        if (rows.Count == 0)
        {
            html.Tag("p", words["none"]);
            return;
        }

        html.Table(
            $"{words[captionKey]} ({words["zone"]} {zone.Id})",
            [
                words["time"], words["event"], words["outcome"], words["who"], words["patient"], words["system"],
                words["record"],
            ],
            rows.Select(row => RowOf(html, words, row, zone)),
            isCaptionSeen);
    }

    private static Action[] RowOf(Html html, Words words, EventRow row, TimeZoneInfo zone)
    {
        var listing = new AuditListing(row.Record);
        return
        [
            () => html.Time(words, Microseconds.ToTime(row.Time), zone),
            () => html.Text(listing.Code is null && listing.AppName is { } app
                ? $"{words["no-audit-message"]} ({app})"
                : EventWords.Of(words, listing.Code)).Tag("small", listing.Code?.Code),
            () => html.Outcome(words, listing.Event.Outcome),
            () => html.Text(Cells.WhoOf(row.Record)),
            () =>
            {
                foreach (var patient in listing.Patients)
                {
                    html.Patient(patient);
                }
            },
            () => html.Text(listing.SourceId),
            () => html.Tag(
                "a",
                [
                    ("href", $"/record/{row.Record.Sequence}"),
                    ("aria-label", $"{words["record"]} {row.Record.Sequence}"),
                ],
                () => html.Text($"{row.Record.Sequence}")),
        ];
    }
}

/// <summary>A line of a list.</summary>
internal sealed record EventRow(long Time, AuditRecord Record);
