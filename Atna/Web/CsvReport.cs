using System.Globalization;
using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>
/// A report as comma-separated values (RFC 4180), with byte order mark, as spreadsheets want it. A cell that a
/// spreadsheet would run as a formula begins with an apostrophe.
/// </summary>
internal static class CsvReport
{
    public static async Task WriteAsync(HttpResponse response, Words words, IEnumerable<AuditRecord> records)
    {
        string[] heads = ["time", "event", "outcome", "who", "patient", "system", "address", "record"];
        await response.WriteAsync("\uFEFF" + Line(heads.Select(head => words[head])));
        foreach (var record in records)
        {
            await response.WriteAsync(Line(CellsOf(record)));
        }
    }

    internal static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static IEnumerable<string?> CellsOf(AuditRecord record)
    {
        var listing = new AuditListing(record);
        return
        [
            (listing.Event.Time ?? listing.ReceivedAt).ToString("O", CultureInfo.InvariantCulture),
            listing.Code?.Code,
            listing.Event.Outcome?.ToString(CultureInfo.InvariantCulture),
            Cells.WhoOf(record),
            string.Join(' ', listing.Patients),
            listing.SourceId,
            string.Join(' ', record.Audit.Participants.Select(one => one.NetworkAccessPointId).OfType<string>()),
            record.Sequence.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
        return new StringBuilder(safe).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }
}
