using System.Buffers;
using System.Security.Cryptography;
using System.Xml;
using XdsDmp.CommandLine.Output;
using XdsDmp.Soap;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// Retrieved documents on their way: each goes to a draft file while it arrives, counted and hashed. Drafts nobody
/// took are removed.
/// </summary>
internal sealed class SavedContents(string folder, IProgress<long> progress) : IAttachmentSink, IDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly Dictionary<string, SavedContent> _attachments = new(StringComparer.Ordinal);
    private readonly List<string> _drafts = [];

    public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel) =>
        _attachments[headers.ContentId] = await SaveAsync(content, cancel);

    public Stream? Reopen(string contentId) =>
        _attachments.TryGetValue(contentId, out var saved) ? DocumentFiles.Open(saved.DraftFile) : null;

    /// <summary>Reads a Document element: what it refers to, or what it holds.</summary>
    public SavedContent Read(XmlReader reader)
    {
        var inline = new ArrayBufferWriter<byte>();
        if (XopInclude.Read(reader, inline) is { } contentId)
        {
            return _attachments.TryGetValue(contentId, out var saved)
                ? saved
                : throw CommandException.Failed(
                    $"the answer refers to the attachment {contentId}, which it does not hold");
        }

        var draft = NewDraft();
        File.WriteAllBytes(draft, inline.WrittenSpan);
        return new SavedContent(draft, inline.WrittenCount, Convert.ToHexStringLower(Sha1(inline.WrittenSpan)));
    }

    public void Dispose()
    {
        foreach (var draft in _drafts)
        {
            File.Delete(draft);
        }
    }

    private async Task<SavedContent> SaveAsync(Stream content, CancellationToken cancel)
    {
        var draft = NewDraft();
        await using var file = new FileStream(
            draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        using var hash = NewSha1();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
                size += read;
                progress.Report(read);
            }

            return new SavedContent(draft, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string NewDraft()
    {
        var draft = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        _drafts.Add(draft);
        return draft;
    }

    // SHA-1 is what the profile's hash attribute is (ITI TF-3 §4.2.3.2.10): an accident check, not a signature.
#pragma warning disable CA5350
    private static IncrementalHash NewSha1() => IncrementalHash.CreateHash(HashAlgorithmName.SHA1);

    private static byte[] Sha1(ReadOnlySpan<byte> content) => SHA1.HashData(content);
#pragma warning restore CA5350
}

/// <summary>A document that has arrived whole.</summary>
internal sealed record SavedContent(string DraftFile, long Size, string Sha1);
