using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using XdsDmp.CommandLine.Output;
using XdsDmp.Soap;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// Reads the files to be submitted: once for their hash, once on their way out; never whole into memory.
/// </summary>
internal static class DocumentFiles
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>SHA-1 in hexadecimal (ITI TF-3 §4.2.3.2.10).</summary>
    public static async Task<string> Sha1Async(string file, IProgress<long> progress, CancellationToken cancel)
    {
        await using var stream = Open(file);
#pragma warning disable CA5350 // What the profile's hash attribute is: an accident check, not a signature.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                progress.Report(read);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The same of octets at hand.</summary>
    public static string Sha1(ReadOnlySpan<byte> content)
    {
#pragma warning disable CA5350 // As above.
        return Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350
    }

    public static OutgoingAttachment Attachment(DocumentDraft document, IProgress<long> progress) =>
        Attachment(document.ContentId, document.MimeType, document.File, progress);

    public static OutgoingAttachment Attachment(
        string contentId, string mimeType, string file, IProgress<long> progress) =>
        new(contentId, mimeType, (output, cancel) => CopyAsync(file, output, progress, cancel));

    public static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, new FileStreamOptions
            {
                BufferSize = 0,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{file} cannot be read: {missing.Message}", cause: missing);
        }
    }

    private static async ValueTask CopyAsync(
        string file, PipeWriter output, IProgress<long> progress, CancellationToken cancel)
    {
        await using var stream = Open(file);
        int read;
        while ((read = await stream.ReadAsync(output.GetMemory(BufferBytes), cancel)) > 0)
        {
            output.Advance(read);
            await output.FlushAsync(cancel);
            progress.Report(read);
        }
    }
}
