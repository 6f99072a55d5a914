using System.Text.Json;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Repository.Storage;
using XdsDmp.Security.Files;
using Received = XdsDmp.Repository.Recipient.Inbox;

namespace XdsDmp.CommandLine.Inbox;

/// <summary>A submission as a folder, whole or not at all: what is being written has another name.</summary>
internal static class SavedSubmission
{
    public const string MetadataFile = "metadata.xml";
    public const string SummaryFile = "submission.json";

    /// <returns>The folder.</returns>
    public static async Task<string> SaveAsync(
        Received inbox, ReceivedSubmission submission, string to, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(Path.Combine(to, $"{submission.Key}"));
        if (Path.Exists(folder))
        {
            throw CommandException.Failed($"{folder} is there already", "move it away, or 'inbox done' if you have it");
        }

        var draft = $"{folder}.{Guid.NewGuid():n}.part";
        PrivateFiles.CreateFolder(draft);
        try
        {
            await WriteAsync(inbox, submission, draft, cancel);
            Directory.Move(draft, folder);
            return folder;
        }
        catch
        {
            Directory.Delete(draft, recursive: true);
            throw;
        }
    }

    /// <summary>By its place in the submission: nothing that was sent becomes a path.</summary>
    public static string FileOf(int index, StoredDocument document) =>
        $"document-{index + 1:000}{MimeTypes.ExtensionOf(document.MimeType)}";

    private static async Task WriteAsync(
        Received inbox, ReceivedSubmission submission, string draft, CancellationToken cancel)
    {
        var metadata = inbox.Metadata(submission.Key);
        var documents = inbox.Documents(submission.Key);
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i].Document;
            await WriteAsync(
                Path.Combine(draft, FileOf(i, document)), file => inbox.CopyAsync(document, file, cancel));
        }

        await WriteAsync(
            Path.Combine(draft, MetadataFile), file => file.WriteAsync(metadata, cancel).AsTask());
        await WriteAsync(
            Path.Combine(draft, SummaryFile),
            file => JsonSerializer.SerializeAsync(
                file, InboxLines.Json(submission, metadata, documents), JsonOutput.Options, cancel));
    }

    private static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        await using var file = new FileStream(path, PrivateFiles.Options(FileMode.CreateNew, FileAccess.Write));
        await write(file);
        file.Flush(flushToDisk: true);
    }
}
