using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Security;

namespace XdsDmp.Tests.Unit.Registry.Dmp;

/// <summary>What an operator does with DMPs at the machine itself.</summary>
[TestClass]
public sealed class DmpTableHistoryTests : IDisposable
{
    private const string Me = "operator";
    private static readonly PatientId Ins = new("270019999000102", "1.2.250.1.213.1.4.10");
    private static readonly DmpProfessional Doctor = new("800000000101", "TEST", "MEDECIN", "G15_10/SM26");

    private readonly TemporaryFolder _folder = new();
    private readonly DmpTable _table;

    public DmpTableHistoryTests() => _table = DmpTable.Open(Path.Combine(_folder.Path, "registry.db"));

    public void Dispose()
    {
        _table.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task EachChangeIsDoneOnceStandsInTheHistoryAndIsAudited()
    {
        Func<Task<bool>>[] changes =
        [
            () => _table.CreateAsync(new DmpOpening(Ins, "PATIENT", "UN") { OpposesBreakGlass = true }, Now, Me),
            () => _table.AuthoriseAsync(Ins, Doctor, Now.AddDays(1), isAttendingPhysician: true, Me),
            () => _table.AttachToEnsAsync(Ins, Me),
        ];
        foreach (var change in changes)
        {
            Assert.IsTrue(await change());
            Assert.IsFalse(await change());
        }

        var database = new Database(Path.Combine(_folder.Path, "registry.db"));
        using var readers = new ReaderPool(database);
        var (dmp, history) = readers.Read(session =>
            (DmpStore.Find(session, Ins)!, DmpHistory.Of(session, DmpStore.Find(session, Ins)!.Key)));
        Assert.IsTrue(dmp.IsOpen);
        Assert.IsTrue(dmp.Choices.OpposesBreakGlass);
        Assert.IsTrue(dmp.IsAttachedToEns);
        Assert.AreEqual(
            "Created Authorised AttendingPhysicianDeclared AttachedToEns",
            string.Join(' ', history.Select(one => one.Kind)));
        Assert.IsTrue(history.All(one => one.Actor is { Id: Me, Channel: "administrator" }));
        var audit = new Outbox(database).Peek(100).Select(one => AuditRecord.Of(one.Message)).ToList();
        Assert.HasCount(2 * changes.Length, audit);
        Assert.IsTrue(audit.All(one => one.Event == "110110" && one.Objects.Contains(Ins.ToString())));
    }

    [TestMethod]
    public async Task WithoutADmpNothingChanges()
    {
        Assert.IsFalse(await _table.AuthoriseAsync(Ins, Doctor, Now.AddDays(1), isAttendingPhysician: false, Me));
        Assert.IsFalse(await _table.AttachToEnsAsync(Ins, Me));
    }

    private static DateTimeOffset Now { get; } = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
}
