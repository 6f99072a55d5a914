using System.Globalization;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>Events one below the other.</summary>
internal static class EventTable
{
    public static void Write(
        Html html, Words words, IReadOnlyList<EventRow> rows, string captionKey, TimeZoneInfo zone)
    {
        if (rows.Count == 0)
        {
            html.Tag("p", words["none"]);
            return;
        }

        html.Table(
            words[captionKey],
            [
                words["time"], words["event"], words["outcome"], words["who"], words["patient"], words["system"],
                words["record"],
            ],
            rows.Select(row =>
            {
                var listing = new AuditListing(row.Record);
                return (Action[])
                [
                    () => html.Text(TimeText(Microseconds.ToTime(row.Time), zone)),
                    () => html.Text($"{listing.Code?.Code} {listing.Code?.OriginalText}".Trim()),
                    () => html.Tag(
                        "span", listing.Event.Outcome > 0 ? "failure" : "", words.OutcomeOf(listing.Event.Outcome)),
                    () => html.Text(WhoOf(row.Record)),
                    () => html.Text(string.Join(", ", listing.Patients)),
                    () => html.Text(listing.SourceId),
                    () => html.Tag(
                        "a",
                        [
                            ("href", $"/record/{row.Record.Sequence}"),
                            ("aria-label", $"{words["record"]} {row.Record.Sequence}"),
                        ],
                        () => html.Text($"{row.Record.Sequence}")),
                ];
            }));
    }

    public static string TimeText(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone)
        .ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>Persons by their name; where there is none, whoever began it.</summary>
    public static string WhoOf(AuditRecord record)
    {
        var named = record.Audit.Participants.Where(one => !string.IsNullOrWhiteSpace(one.UserName))
            .Select(one => one.UserName!).ToList();
        return string.Join(", ", named.Count > 0
            ? named
            : record.Audit.Participants.Where(one => one.IsRequestor == true)
                .Select(one => one.UserId).OfType<string>());
    }
}
