using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Archiving;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;
using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Sql;
using XdsDmp.Tests.Unit.Atna.Storage;
using XdsDmp.Tests.Unit.Registry;

namespace XdsDmp.Tests.Unit.Atna;

/// <summary>
/// An audit repository's store with its key, its anchors and its upkeep, and a clock that stands still.
/// </summary>
internal sealed class SignedArchive : IDisposable
{
    private readonly TemporaryArchive _records = new();

    public SignedArchive()
    {
        Writer = new GroupCommitWriter(_records.Database);
        Readers = new ReaderPool(_records.Database);
        Key = SigningKey.Ensure(At("atna-checkpoint.key"));
        Clock.Now = Messages.Time.AddDays(1);
        var node = new AuditNode { SourceId = "test", ProcessId = "1", HostName = "test" };
        Audit = new AuditTrail(node, Writer, Clock, AuditRecordStore.AppendOwn);
        Folder = new ArchiveFolder(At("archive"), SegmentRecords: 10);
        Archivist = new Archivist(Writer, Readers, Key, Audit, Folder);
    }

    public TemporaryArchive Records => _records;

    public GroupCommitWriter Writer { get; }

    public ReaderPool Readers { get; }

    public SigningKey Key { get; }

    public TestClock Clock { get; } = new();

    public AuditTrail Audit { get; }

    public ArchiveFolder Folder { get; }

    public Archivist Archivist { get; }

    public string Anchors => At("anchors.txt");

    public IReadOnlyList<string> Files => Directory.Exists(Folder.Path)
        ? [.. Directory.EnumerateFiles(Folder.Path).Order()]
        : [];

    public CheckpointJob Job(long records = 10) => new(
        Writer, Readers, Key, new AnchorFile(Anchors), new CheckpointInterval(records, TimeSpan.FromMinutes(5)), Clock,
        NullLogger.Instance);

    public Retention Retention(int days = 30, bool isOnHold = false, params IReadOnlyList<string> targets) => new(
        Writer, Readers, Key, Audit, Folder, new RetentionRule(days, isOnHold, targets, new Uri(_records.File)), Clock,
        NullLogger.Instance);

    /// <summary>So many records and a checkpoint behind them.</summary>
    public async Task AddSignedAsync(int records, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _records.AppendMany(records);
            await Job().SignAsync();
        }
    }

    public AuditVerification Verify(bool withAnchors = true)
    {
        using var keys = PublicKeys.Read(SigningKey.PublicPathOf(Key.Path));
        using var archive = _records.Open();
        return archive.Verify(new VerificationBasis { Keys = keys, Anchors = withAnchors ? Anchors : null });
    }

    public async Task<AuditVerification> VerifyFilesAsync(bool withDatabase = false)
    {
        using var keys = PublicKeys.Read(SigningKey.PublicPathOf(Key.Path));
        if (!withDatabase)
        {
            return await AuditArchive.VerifyFilesAloneAsync(Files, keys, null, CancellationToken.None);
        }

        using var archive = _records.Open();
        return await archive.VerifyFilesAsync(Files, keys, null, CancellationToken.None);
    }

    public string At(string name) => Path.Combine(Path.GetDirectoryName(_records.File)!, name);

    /// <summary>Kind and numbers of each problem.</summary>
    public static string Of(AuditVerification outcome) => string.Join(
        ", ", outcome.Problems.Select(p => p.First == p.Last ? $"{p.Kind} {p.First}" : $"{p.Kind} {p.First}-{p.Last}"));

    public void Dispose()
    {
        Writer.Dispose();
        Readers.Dispose();
        Key.Dispose();
        _records.Dispose();
    }
}
