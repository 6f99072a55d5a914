using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using XdsDmp.Security.Files;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>Reads and writes files of records, line by line: see <see cref="SegmentFormat"/>.</summary>
internal static class SegmentFile
{
    public const string Extension = ".audit.gz";

    /// <summary>Of the largest message that can be set, with every octet escaped.</summary>
    private const long MaxLineBytes = 2L * 1024 * 1024 * 1024 - 1024;

    /// <summary>Whole or not at all, and on disk when it returns.</summary>
    public static async Task WriteAsync(string path, IAsyncEnumerable<byte[]> lines, CancellationToken cancel)
    {
        var full = Path.GetFullPath(path);
        PrivateFiles.CreateFolder(Path.GetDirectoryName(full)!);
        var draft = full + ".tmp";
        try
        {
            await using (var file = new FileStream(draft, PrivateFiles.Options(FileMode.Create, FileAccess.Write)))
            {
                await using (var zip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                {
                    await foreach (var line in lines.WithCancellation(cancel))
                    {
                        await zip.WriteAsync(line, cancel);
                    }
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(draft, full, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged, or something else.</exception>
    public static async IAsyncEnumerable<SegmentLine> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        await using var zip = new GZipStream(file, CompressionMode.Decompress);
        var pipe = PipeReader.Create(zip, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            var read = await pipe.ReadAsync(cancel);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return SegmentFormat.Read(rest.Slice(0, end).ToArray());
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                await pipe.CompleteAsync();
                if (!rest.IsEmpty)
                {
                    throw new InvalidDataException("it ends inside a line");
                }

                break;
            }

            if (rest.Length > MaxLineBytes)
            {
                throw new InvalidDataException("a line has no end");
            }

            pipe.AdvanceTo(rest.Start, read.Buffer.End);
        }
    }
}
