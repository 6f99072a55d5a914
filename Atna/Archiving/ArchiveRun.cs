using System.Net;
using System.Runtime.CompilerServices;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Sql;

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
        var store = new Database(database);
        MigrationRunner.Migrate(store, MigrationSet.Shared, AtnaTables.Migrations);
        using var writer = new GroupCommitWriter(store);
        using var readers = new ReaderPool(store);
        using var signing = SigningKey.Ensure(key);
        var node = new AuditNode
        {
            SourceId = "xdsdmp-atna",
            ProcessId = $"{Environment.ProcessId}",
            HostName = Dns.GetHostName(),
        };
        var audit = new AuditTrail(node, writer, TimeProvider.System, AuditRecordStore.AppendOwn);
        var files = new ArchiveFolder(folder, segmentRecords);
        var archivist = new Archivist(writer, readers, signing, audit, files);

        // Each file leaves a record itself: were it archived in its turn, this would never end.
        var limit = receivedBefore < audit.Now ? receivedBefore : audit.Now;
        while (await archivist.ArchiveNextAsync(limit, evenIfSmall: true, cancel) is { } segment)
        {
            yield return new ArchivedFile(files.PathOf(segment.First), segment.First, segment.Last);
        }
    }
}

/// <summary>A file of archived records.</summary>
public sealed record ArchivedFile(string File, long First, long Last);
