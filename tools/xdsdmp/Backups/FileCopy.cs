using System.Buffers;
using System.Security.Cryptography;
using XdsDmp.Repository.Content;
using XdsDmp.Security.Files;

namespace XdsDmp.CommandLine.Backups;

/// <summary>Copies and reads octets in one pass that hashes them.</summary>
internal static class FileCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>
    /// Whatever fails: the file is not there. Durable when it completes, or on Linux when
    /// <see cref="FileSystemFlush.Of"/> has been called: a file at a time would take most of the time.
    /// </summary>
    public static async Task<BackedUpFile> WriteAsync(
        Stream source, string target, IProgress<long> progress, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(target, PrivateFiles.Options(FileMode.CreateNew, FileAccess.Write));
            var (size, sha256) = await CopyAsync(source, file, progress, cancel);
            file.Flush(flushToDisk: !OperatingSystem.IsLinux());
            return new BackedUpFile(Path.GetFileName(target), size, sha256);
        }
        catch
        {
            File.Delete(target);
            throw;
        }
    }

    public static async Task<BackedUpFile> CopyAsync(
        string source, string target, IProgress<long> progress, CancellationToken cancel)
    {
        await using var file = File.OpenRead(source);
        return await WriteAsync(file, target, progress, cancel);
    }

    /// <summary>Reads a file to its end.</summary>
    public static async Task<BackedUpFile> MeasureAsync(
        string path, IProgress<long> progress, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var (size, sha256) = await CopyAsync(file, Stream.Null, progress, cancel);
        return new BackedUpFile(Path.GetFileName(path), size, sha256);
    }

    private static async Task<(long Size, string Sha256)> CopyAsync(
        Stream source, Stream target, IProgress<long> progress, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var size = 0L;
            int read;
            while ((read = await source.ReadAsync(buffer, cancel)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancel);
                size += read;
                progress.Report(read);
            }

            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
