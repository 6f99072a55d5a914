using System.Runtime.CompilerServices;
using XdsDmp.Atna.Storage.Checkpoints;

namespace XdsDmp.Atna.Archiving;

/// <summary>
/// Archiving once, by hand, from another program than the service: which may run meanwhile, since each of their
/// transactions reads the end of the chain that it lengthens.
/// </summary>
public sealed class ArchiveRun(string database, string key, string folder)
{
    /// <summary>Writes all records received before this time, and gives each file when it is done.</summary>
    /// <exception cref="InvalidDataException">Records, or a file, do not verify.</exception>
    public async IAsyncEnumerable<ArchivedFile> RunAsync(
        DateTimeOffset receivedBefore, int segmentRecords, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var access = OperatorAccess.Open(database, Environment.UserName);
        using var signing = SigningKey.Ensure(key);
        var files = new ArchiveFolder(folder, segmentRecords);
        var archivist = new Archivist(access.Writer, access.Readers, signing, access.Trail, files);

        // Each file leaves a record itself: were it archived in its turn, this would never end.
        var limit = receivedBefore < access.Trail.Now ? receivedBefore : access.Trail.Now;
        while (await archivist.ArchiveNextAsync(limit, evenIfSmall: true, cancel) is { } segment)
        {
            yield return new ArchivedFile(files.PathOf(segment.First), segment.First, segment.Last);
        }
    }
}

/// <summary>A file of archived records.</summary>
public sealed record ArchivedFile(string File, long First, long Last);
