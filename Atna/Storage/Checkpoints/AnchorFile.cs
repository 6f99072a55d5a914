using System.Text;

namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>
/// The checkpoints once more, one line each, in a text file that may lie on another disk or be carried away. Whoever
/// cuts the database's end, checkpoints and all, cannot take them back from here.
/// </summary>
internal sealed class AnchorFile(string path)
{
    private const int PageLines = 500;

    public string Path => path;

    /// <summary>The last line that is a checkpoint; null in an empty file.</summary>
    public Checkpoint? Last()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = File.OpenRead(path);
        var tail = new byte[Math.Min(file.Length, 4 * SignedStatement.MaxLength)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        return Encoding.UTF8.GetString(tail).Split('\n')
            .Select(line => Checkpoint.TryParse(SignedStatement.TryParse(line))).LastOrDefault(found => found != null);
    }

    /// <summary>Adds whatever the file has not yet; on disk when it returns.</summary>
    /// <param name="next">The checkpoints behind a number, at most so many.</param>
    /// <returns>The number of the last one in the file.</returns>
    public long Append(long after, Func<long, int, IReadOnlyList<StoredCheckpoint>> next)
    {
        IReadOnlyList<StoredCheckpoint> page;
        while ((page = next(after, PageLines)).Count > 0)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            EndLine(file);
            var lines = page.Select(stored => stored.Checkpoint?.Statement.Line).OfType<string>();
            file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
            file.Flush(flushToDisk: true);
            after = page[^1].Number;
        }

        return after;
    }

    /// <summary>All lines; one that is no checkpoint gives null.</summary>
    public static IEnumerable<(int Line, Checkpoint? Checkpoint)> Read(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, Checkpoint.TryParse(SignedStatement.TryParse(line)));
            }
        }
    }

    /// <summary>A crash may have left half a line.</summary>
    private static void EndLine(FileStream file)
    {
        file.Seek(-Math.Min(1, file.Length), SeekOrigin.End);
        if (file.ReadByte() is not ('\n' or -1))
        {
            file.WriteByte((byte)'\n');
        }
    }
}
