using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Segments;

namespace XdsDmp.Atna.Archiving;

/// <summary>Where the files of archived records lie.</summary>
/// <param name="Path">The folder.</param>
/// <param name="SegmentRecords">Records of one file.</param>
internal sealed record ArchiveFolder(string Path, int SegmentRecords)
{
    public string PathOf(long first) => At($"atna-{first:D12}{SegmentFile.Extension}");

    public string At(string file) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, file));

    /// <summary>Reads a file of this key's segments from end to end.</summary>
    /// <exception cref="InvalidDataException">It is not there or not whole.</exception>
    public static async Task<Segment> VerifyAsync(string path, SigningKey key, CancellationToken cancel)
    {
        var problems = new ProblemLog();
        using var keys = PublicKeys.Read(SigningKey.PublicPathOf(key.Path));
        var file = await new SegmentFileCheck(path, problems, keys).RunAsync(progress: null, cancel);
        return problems.Count == 0 && file.Segment is { } segment
            ? segment
            : throw new InvalidDataException(
                $"{path} does not verify: {(problems.Listed is [var first, ..] ? first.Text : "it is no segment")}");
    }
}
