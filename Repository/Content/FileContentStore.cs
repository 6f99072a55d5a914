using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using XdsDmp.Security.Files;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Documents as files: <c>staging/KEY </c> until published, then <c>content/AB/CD/KEY </c>. A key is random, so a path
/// never comes from a message.
/// </summary>
internal sealed class FileContentStore : IContentStore, IDisposable
{
    /// <summary>Larger buffers measured no faster.</summary>
    private const int BufferBytes = 128 * 1024;

    private readonly string _staging;
    private readonly string _content;
    private readonly long _maxDocumentBytes;
    private readonly SafeFileHandle _stagingFolder;

    public FileContentStore(string folder, long maxDocumentBytes)
    {
        _staging = Path.Combine(folder, "staging");
        _content = Path.Combine(folder, "content");
        _maxDocumentBytes = maxDocumentBytes;
        PrivateFiles.CreateFolder(_staging);
        PrivateFiles.CreateFolder(_content);
        _stagingFolder = DirectoryHandle.Open(_staging);
    }

    public async ValueTask<StagedContent> StageAsync(Stream content, CancellationToken cancel)
    {
        var key = Guid.NewGuid().ToString("n");
        var path = Path.Combine(_staging, key);
        try
        {
            using var file = PrivateFiles.CreateNew(path);
            var staged = await CopyAsync(key, content, file, cancel);
            RandomAccess.FlushToDisk(file);
            RandomAccess.FlushToDisk(_stagingFolder);
            return staged;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public void Publish(string key)
    {
        var target = PublishedPath(key);
        if (File.Exists(target))
        {
            return;
        }

        // The rename need not be durable: after a crash the file is found in one of the two places, and Open looks in
        // both.
        PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
        File.Move(Path.Combine(_staging, key), target);
    }

    public void Remove(string key)
    {
        File.Delete(Path.Combine(_staging, key));
        var published = PublishedPath(key);
        if (File.Exists(published))
        {
            File.Delete(published);
        }
    }

    public IContent? Open(string key) =>
        TryOpen(PublishedPath(key)) ?? TryOpen(Path.Combine(_staging, key)) ?? TryOpen(PublishedPath(key));

    public IEnumerable<string> Staged() => Directory.EnumerateFiles(_staging).Select(path => Path.GetFileName(path));

    public void Dispose() => _stagingFolder.Dispose();

    private static FileContent? TryOpen(string path)
    {
        try
        {
            return new FileContent(File.OpenHandle(path));
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private async ValueTask<StagedContent> CopyAsync(
        string key, Stream content, SafeFileHandle file, CancellationToken cancel)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, cancel)) > 0)
            {
                if (size + read > _maxDocumentBytes)
                {
                    throw new ContentTooLargeException(_maxDocumentBytes);
                }

                sha1.AppendData(buffer, 0, read);
                sha256.AppendData(buffer, 0, read);
                RandomAccess.Write(file, buffer.AsSpan(0, read), size);
                size += read;
            }

            return new StagedContent(key, size, sha1.GetHashAndReset(), sha256.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PublishedPath(string key) => Path.Combine(_content, key[..2], key[2..4], key);
}
