using System.Globalization;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Summaries;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary>Audit records as a table, and as JSON.</summary>
internal static class AuditTables
{
    public static Table Of(IReadOnlyList<AuditListing> records)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumn(new TableColumn("[bold]N[/]").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[bold]Received (UTC)[/]").NoWrap());
        table.AddColumns("[bold]Event[/]", "[bold]Outcome[/]");
        table.AddColumn(new TableColumn("[bold]Recorded by[/]").NoWrap());
        table.AddColumns("[bold]Began it[/]", "[bold]Patient[/]");

        foreach (var record in records)
        {
            table.AddRow(
                $"{record.Sequence}", Time(record.ReceivedAt), Cell(EventOf(record)), Outcome(record.Event),
                Cell(record.SourceId ?? record.AppName ?? record.Peer), Cell(string.Join(", ", record.Requestors)),
                Cell(string.Join(", ", record.Patients)));
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

    private static string Cell(string? text) => Screen.Text(Screen.Printable(text));
}
