using System.Globalization;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Storage;
using Received = XdsDmp.Repository.Recipient.Inbox;

namespace XdsDmp.CommandLine.Inbox;

/// <summary>Received submissions as a table, and as JSON.</summary>
internal static class InboxLines
{
    public static void Show(IReadOnlyList<ReceivedSubmission> waiting)
    {
        if (waiting.Count == 0)
        {
            Screen.Out.WriteLine("nothing waits");
            return;
        }

        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumn(new TableColumn("[bold]N[/]").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("[bold]Received (UTC)[/]").NoWrap());
        table.AddColumns("[bold]Patient[/]", "[bold]For[/]", "[bold]From[/]", "[bold]Title[/]");
        foreach (var one in waiting)
        {
            table.AddRow(
                $"{one.Key}", TimeOf(one), Cell(one.Patient) + (one.IsQueued ? " [yellow](not known)[/]" : ""),
                Cell(one.Recipients), Cell(one.Sender), Cell(one.Title));
        }

        Screen.Out.Write(table);
    }

    public static void Show(
        ReceivedSubmission submission, byte[] metadata,
        IReadOnlyList<(string EntryId, StoredDocument Document)> documents)
    {
        (string Name, string? Value)[] lines =
        [
            ("number", $"{submission.Key}"), ("received", $"{TimeOf(submission)} UTC"), ("from", submission.Sender),
            ("sourceId", submission.SourceId), ("uniqueId", submission.UniqueId),
            ("patient", submission.Patient + (submission.IsQueued ? " (not known here)" : "")),
            ("for", submission.Recipients?.Replace("\n", "; ", StringComparison.Ordinal)),
            ("title", submission.Title),
        ];
        foreach (var (name, value) in lines.Where(line => !string.IsNullOrEmpty(line.Value)))
        {
            Screen.Out.WriteLine($"{name,-9} {Screen.Printable(value)}");
        }

        var titles = EntriesOf(metadata).ToDictionary(entry => entry.Rim.Id ?? "", entry => entry.Title);
        for (var i = 0; i < documents.Count; i++)
        {
            var (entryId, document) = documents[i];
            Screen.Out.WriteLine(Screen.Printable(
                $"document  {SavedSubmission.FileOf(i, document)}: {document.MimeType}, {document.Size} octets, "
                + $"uniqueId {document.UniqueId}, {titles.GetValueOrDefault(entryId)}"));
        }
    }

    public static object Json(ReceivedSubmission submission) => new
    {
        Number = submission.Key,
        submission.UniqueId,
        submission.SourceId,
        submission.Sender,
        PatientId = submission.Patient,
        submission.Title,
        IntendedRecipients = submission.Recipients?.Split('\n'),
        IsPatientUnknown = submission.IsQueued,
        ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(submission.ReceivedAt),
    };

    public static object Json(
        ReceivedSubmission submission, byte[] metadata,
        IReadOnlyList<(string EntryId, StoredDocument Document)> documents)
    {
        var entries = EntriesOf(metadata).ToDictionary(entry => entry.Rim.Id ?? "");
        return new
        {
            Submission = Json(submission),
            Documents = documents.Select((one, i) => new
            {
                File = SavedSubmission.FileOf(i, one.Document),
                one.EntryId,
                one.Document.UniqueId,
                one.Document.MimeType,
                one.Document.Size,
                Sha256 = Convert.ToHexStringLower(one.Document.Content.Sha256),
                Entry = entries.TryGetValue(one.EntryId, out var entry) ? ObjectJson.Document(entry) : null,
            }),
        };
    }

    private static List<DocumentEntry> EntriesOf(byte[] metadata) =>
        [.. Received.Objects(metadata).Objects.OfType<ExtrinsicObject>().Select(one => new DocumentEntry(one))];

    private static string TimeOf(ReceivedSubmission submission) => DateTimeOffset
        .FromUnixTimeSeconds(submission.ReceivedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Cell(string? value) => Screen.Text(Screen.Printable(value?.Replace('\n', ' ')));
}
