using System.Buffers;
using Microsoft.Win32.SafeHandles;
using XdsDmp.Security.Files;

namespace XdsDmp.Repository.Content;

/// <summary>
/// Content as files: <c>staging/KEY </c> until published, then <c>content/AB/CD/KEY </c>. A key is random, so a path
/// never comes from a message.
/// </summary>
internal sealed class FileContentStore : IContentStore, IDisposable
{
    /// <summary>Larger buffers measured no faster.</summary>
    private const int BufferBytes = 128 * 1024;

    /// <summary>After so many octets the room that is left is looked at again.</summary>
    private const int GuardBytes = 64 * 1024 * 1024;

    private readonly string _staging;
    private readonly string _content;
    private readonly SharedFlush _stagingFolder;
    private readonly DiskSpace _space;
    private readonly KeyFolders _folders = new();

    public FileContentStore(string folder, long minFreeBytes)
    {
        _staging = Path.Combine(folder, "staging");
        _content = Path.Combine(folder, "content");
        PrivateFiles.CreateFolder(_staging);
        PrivateFiles.CreateFolder(_content);
        _stagingFolder = new SharedFlush(DirectoryHandle.Open(_staging));
        _space = new DiskSpace(_staging, minFreeBytes);
    }

    public async ValueTask WriteAsync(string key, Stream octets, CancellationToken cancel)
    {
        var path = Path.Combine(_staging, key);
        _space.Demand();
        var isOurs = false;
        try
        {
            using var file = PrivateFiles.CreateNew(path);
            isOurs = true;
            await CopyAsync(octets, file, cancel);
            RandomAccess.FlushToDisk(file);
            await _stagingFolder.FlushAsync();
        }
        catch (Exception failure)
        {
            if (isOurs)
            {
                // A key that is taken keeps its octets.
                File.Delete(path);
            }

            if (failure is IOException io && DiskSpace.IsFull(io))
            {
                throw DiskSpace.Full(io);
            }

            throw;
        }
    }

    public ValueTask PublishAsync(string key, CancellationToken cancel)
    {
        // The rename need not be durable: after a crash the file is found in one of the two places, and OpenAsync looks
        // in both. A key is written once, so that there is nothing to overwrite; to say so saves looking.
        var (staged, target) = (Path.Combine(_staging, key), PublishedPath(key));
        try
        {
            _folders.Make(key, Path.GetDirectoryName(target)!);
            File.Move(staged, target, overwrite: true);
        }
        catch (Exception first) when (first is DirectoryNotFoundException or FileNotFoundException)
        {
            // Where the file is there already, another instance was quicker.
            if (!File.Exists(target))
            {
                PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
                File.Move(staged, target, overwrite: true);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(string key, CancellationToken cancel)
    {
        File.Delete(Path.Combine(_staging, key));
        var published = PublishedPath(key);
        if (File.Exists(published))
        {
            File.Delete(published);

            // Deleted means deleted, also after a power failure.
            using var folder = DirectoryHandle.Open(Path.GetDirectoryName(published)!);
            RandomAccess.FlushToDisk(folder);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IContent?> OpenAsync(string key, CancellationToken cancel) => ValueTask.FromResult<IContent?>(
        TryOpen(PublishedPath(key)) ?? TryOpen(Path.Combine(_staging, key)) ?? TryOpen(PublishedPath(key)));

    public IAsyncEnumerable<StagedKey> StagedAsync(CancellationToken cancel) =>
        new DirectoryInfo(_staging).EnumerateFiles()
            .Select(file => new StagedKey(file.Name, file.LastWriteTimeUtc)).ToAsyncEnumerable();

    public IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancel) =>
        Files(_staging, isStaged: true).Concat(Files(_content, isStaged: false)).ToAsyncEnumerable();

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancel) => ValueTask.FromResult(
        new StoreHealth(_space.Free, _space.Trouble));

    public void Dispose() => _stagingFolder.Dispose();

    private static IEnumerable<StoredContent> Files(string folder, bool isStaged) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => new StoredContent(file.Name, file.Length, isStaged));

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

    private async ValueTask CopyAsync(Stream octets, SafeFileHandle file, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            int read;
            while ((read = await octets.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, cancel)) > 0)
            {
                RandomAccess.Write(file, buffer.AsSpan(0, read), size);
                if (size / GuardBytes != (size + read) / GuardBytes)
                {
                    _space.Demand();
                }

                size += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PublishedPath(string key) => Path.Combine(_content, key[..2], key[2..4], key);
}
