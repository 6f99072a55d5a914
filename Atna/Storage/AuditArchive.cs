using System.Data.Common;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Atna.Storage.Segments;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The records in a database, to be read and verified: while the service runs or when it is stopped. Nothing is
/// created, migrated or changed.
/// </summary>
public sealed class AuditArchive : IDisposable
{
    private readonly ReaderPool _readers;

    private AuditArchive(Database database) => _readers = new ReaderPool(database);

    /// <param name="location">A SQLite file, or <c>postgres:</c> and a connection string.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not the database of an audit repository.</exception>
    public static AuditArchive Open(string location)
    {
        if (!Database.IsServer(location) && !File.Exists(location))
        {
            var path = Path.GetFullPath(location);
            throw new FileNotFoundException($"there is no audit repository at {path}", path);
        }

        var database = new Database(location);
        var archive = new AuditArchive(database);
        try
        {
            archive.CheckTables();
            return archive;
        }
        catch (Exception wrong) when (wrong is DbException or InvalidDataException)
        {
            archive.Dispose();
            throw new InvalidDataException(
                $"{database.Name} cannot be read as an audit repository: {wrong.Message}", wrong);
        }
    }

    /// <summary>Newest first.</summary>
    /// <exception cref="InvalidDataException">The database is of an older version.</exception>
    /// <exception cref="StoreBusyException">The index is being made anew.</exception>
    public IReadOnlyList<AuditListing> List(AuditFilter filter) => _readers.Read(session =>
        AtnaTables.HasIndexState(session)
            ? AuditRecordReader.List(session, filter)
            : throw new InvalidDataException(
                "the index of the audit records was made by an older version: start the audit repository once"));

    /// <summary>Null when there is no such record.</summary>
    public AuditRecord? Find(long sequence)
    {
        var stored = _readers.Read(session => AuditRecordReader.Find(session, sequence));
        return stored is null ? null : new AuditRecord(stored);
    }

    /// <summary>The end of the chain; null when there is no record.</summary>
    public ChainHead? Head() => _readers.Read(AuditRecordStore.Head);

    /// <summary>Walks through all records; this takes about a tenth of a millisecond for each.</summary>
    /// <param name="expected">The end of the chain as it was known at an earlier time.</param>
    /// <param name="progress">Is told how many records have been verified.</param>
    public AuditVerification Verify(
        ChainHead? expected = null, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        Verify(new VerificationBasis { KnownHead = expected }, progress, cancel);

    /// <summary>The same with all that is known from elsewhere.</summary>
    public AuditVerification Verify(
        VerificationBasis basis, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        new AuditVerifier(_readers, basis).Run(progress, cancel);

    /// <summary>Verifies files of records, archived or exported, and that they belong to this chain.</summary>
    public Task<AuditVerification> VerifyFilesAsync(
        IReadOnlyList<string> files, PublicKeys? keys, IProgress<long>? progress, CancellationToken cancel) =>
        new SegmentFilesVerifier(keys).RunAsync(files, _readers, progress, cancel);

    /// <summary>Verifies files of records by themselves and with one another.</summary>
    public static Task<AuditVerification> VerifyFilesAloneAsync(
        IReadOnlyList<string> files, PublicKeys? keys, IProgress<long>? progress, CancellationToken cancel) =>
        new SegmentFilesVerifier(keys).RunAsync(files, database: null, progress, cancel);

    /// <summary>
    /// Writes records to a file that verifies by itself: whatever the records are, and whatever is wrong with them.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<long> ExportAsync(string file, long first, long last, CancellationToken cancel)
    {
        var export = new RecordExport(_readers, new ExportRange(first, last));
        await SegmentFile.WriteAsync(file, export.LinesAsync(seal: null, cancel), cancel);
        return export.Records;
    }

    /// <summary>How far the targets of forwarding are behind, and what they refused.</summary>
    public IReadOnlyList<ForwardingState> Forwarding(int maxRefusals) => _readers.Read(session =>
        AtnaTables.HasRefusals(session) ? ForwardingStore.States(session, maxRefusals) : []);

    public void Dispose() => _readers.Dispose();

    /// <summary>Nothing is read of the records: what is wrong with them is for <c>Verify</c> to tell.</summary>
    private void CheckTables()
    {
        if (!_readers.Read(AtnaTables.HasRecords))
        {
            throw new InvalidDataException("it has other tables");
        }
    }
}
