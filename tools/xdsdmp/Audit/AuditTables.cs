using System.Globalization;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Summaries;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Audit;

/// <summary>Audit records as a table, and as JSON.</summary>
internal static class AuditTables
{
    /// <summary>Then identifiers are shortened rather than broken over five lines; --json has them whole.</summary>
    private static bool IsNarrow => Screen.Out.Profile.Width < 160;

    public static Table Of(IReadOnlyList<AuditListing> records)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumn(new TableColumn("[bold]N[/]").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[bold]Received (UTC)[/]").NoWrap());
        table.AddColumn(new TableColumn("[bold]Event[/]").NoWrap());
        table.AddColumn("[bold]Outcome[/]");
        table.AddColumn(new TableColumn("[bold]Recorded by[/]").NoWrap());
        table.AddColumns("[bold]Began it[/]", "[bold]Patient[/]");

        foreach (var record in records)
        {
            table.AddRow(
                $"{record.Sequence}", IsNarrow ? Time(record.ReceivedAt)[5..] : Time(record.ReceivedAt),
                Cell(EventOf(record)), Outcome(record.Event), Cell(record.SourceId ?? record.AppName ?? record.Peer),
                Cell(string.Join(", ", IsNarrow ? record.Requestors.Select(CommonName) : record.Requestors)),
                Cell(string.Join(", ", IsNarrow ? record.Patients.Select(BareId) : record.Patients)));
        }

        return table;
    }

    public static object Json(AuditListing record) => new
    {
        record.Sequence,
        record.ReceivedAt,
        record.Transport,
        record.Peer,
        record.PeerCertificate,
        EventId = record.Event.Id?.Code,
        EventTypes = record.Event.TypeCodes.Select(code => code.Code),
        record.Event.Action,
        record.Event.Outcome,
        record.Event.OutcomeDescription,
        EventTime = record.Event.Time,
        record.SourceId,
        record.Users,
        record.Requestors,
        record.Patients,
        record.Findings,
    };

    /// <summary>What happened, from this recorder's side: <c>ITI-41 Import</c>.</summary>
    public static string EventOf(AuditListing record)
    {
        if (record.Code is not { } code)
        {
            return "(no audit message)";
        }

        var side = record.Event.TypeCodes.Count > 0 ? record.Event.Id?.OriginalText : null;
        return code.Code.StartsWith("ITI-", StringComparison.Ordinal) ? $"{code.Code} {side}" : code.OriginalText;
    }

    public static string Outcome(EventSummary summary) => summary.Outcome switch
    {
        0 => "[green]success[/]",
        null => "",
        { } indicator => $"[red]{Name(indicator)}[/]\n[grey]{Cell(summary.OutcomeDescription)}[/]",
    };

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Name(int indicator) => indicator switch
    {
        4 => "minor failure",
        8 => "serious failure",
        12 => "major failure",
        _ => $"{indicator}",
    };

    private static string BareId(string patient) => PatientId.TryParse(patient)?.Extension ?? patient;

    /// <summary>Of the subject of a certificate; anything else stands as it is.</summary>
    private static string CommonName(string user)
    {
        const string Key = "CN=";
        var start = user.IndexOf(Key, StringComparison.Ordinal);
        return start < 0 ? user : user[(start + Key.Length)..].Split(',')[0];
    }

    private static string Cell(string? text) => Screen.Text(Screen.Printable(text));
}
