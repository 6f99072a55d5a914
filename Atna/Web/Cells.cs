using System.Globalization;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>Values that many pages show, each in one way.</summary>
internal static class Cells
{
    /// <summary>Characters of an identifier that stay on one line.</summary>
    private const int MaxUnbroken = 24;

    public static Html Time(this Html html, Words words, DateTimeOffset time, TimeZoneInfo zone, bool hasZone = false)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var format = words.Language == "fr" ? "dd/MM/yyyy HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
        return html.Tag(
            "time", [("datetime", local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))],
            () => html.Text(local.ToString(format + (hasZone ? " zzz" : ""), CultureInfo.InvariantCulture)));
    }

    /// <summary>The id, below it who gave it; a link to the report on the patient.</summary>
    public static Html Patient(this Html html, string patientId)
    {
        var (text, authority, _) = PatientIdentity.All(patientId).First();
        html.Tag(
            "a",
            [
                ("class", text.Length <= MaxUnbroken ? "id" : null),
                ("href", $"/report?patient={Uri.EscapeDataString(patientId)}"),
            ],
            () => html.Text(text));
        return authority is null ? html : html.Tag("small", authority);
    }

    public static Html Outcome(this Html html, Words words, int? outcome) => html.Tag(
        "span", outcome switch { null => "badge", 0 => "badge good", _ => "badge bad" }, words.OutcomeOf(outcome));

    /// <summary>Persons by their name; where there is none, whoever began it.</summary>
    public static string WhoOf(AuditRecord record)
    {
        var named = record.Audit.Participants.Where(one => !string.IsNullOrWhiteSpace(one.UserName))
            .Select(one => one.UserName!.Trim()).Distinct().ToList();
        return string.Join(", ", named.Count > 0
            ? named
            : record.Audit.Participants.Where(one => one.IsRequestor == true)
                .Select(one => one.UserId).OfType<string>().Distinct());
    }

    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture)
        .Replace(',', '\u202F');
}
