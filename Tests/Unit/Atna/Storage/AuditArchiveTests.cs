using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class AuditArchiveTests : IDisposable
{
    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public void ARecordComesBackAsItCame()
    {
        var message = Messages.Submission(receivedAt: Messages.Time.AddMicroseconds(7));
        var head = _archive.Append(message);

        using var archive = _archive.Open();
        var record = archive.Find(1)!;

        Assert.AreEqual(message with { Raw = [] }, record.Message with { Raw = message.Raw } with { Raw = [] });
        CollectionAssert.AreEqual(message.Raw, record.Message.Raw);
        Assert.AreEqual(head.ToString(), record.Position.ToString());
        Assert.AreEqual("ITI-41", record.Audit.Event.TypeCodes[0].Code);
        Assert.AreEqual("app", record.Syslog.AppName);
        Assert.IsNull(archive.Find(2));
    }

    [TestMethod]
    [DataRow("not syslog at all")]
    [DataRow("<13>1 2026-03-01T10:00:00Z host cron - - - disk \u00e9 full")]
    [DataRow("<85>1 - - - - - - <AuditMessage><EventIdentification")]
    [DataRow("<85>1 - - - - - - <!DOCTYPE a [<!ENTITY b 'c'>]><AuditMessage>&b;</AuditMessage>")]
    [DataRow("\0\0")]
    public void WhateverWasSentIsKeptByteForByte(string text)
    {
        var raw = Encoding.Latin1.GetBytes(text);
        _archive.Append(Messages.Of(raw));

        using var archive = _archive.Open();

        CollectionAssert.AreEqual(raw, archive.Find(1)!.Message.Raw);
        Assert.IsNotEmpty(archive.Find(1)!.Findings);
        Assert.HasCount(1, archive.List(new AuditFilter()));
        Assert.IsTrue(archive.Verify().IsIntact);
    }

    [TestMethod]
    public void AListTellsWhoDidWhatToWhom()
    {
        _archive.Append(Messages.Submission());

        using var archive = _archive.Open();
        var line = archive.List(new AuditFilter())[0];

        Assert.AreEqual("ITI-41", line.Code?.Code);
        Assert.AreEqual("dr.martin", string.Join(' ', line.Requestors));
        Assert.AreEqual("dr.martin https://localhost/repository", string.Join(' ', line.Users));
        Assert.AreEqual("p1^^^&1.2.3&ISO", string.Join(' ', line.Patients));
        Assert.AreEqual("practice-1", line.SourceId);
        Assert.AreEqual("CN=practice", line.PeerCertificate);
    }

    [TestMethod]
    public void FindingsAreInTheList()
    {
        _archive.Append(Messages.Of("<13>1 - h a - - - hello"u8.ToArray()));

        using var archive = _archive.Open();

        var findings = archive.List(new AuditFilter())[0].Findings;
        CollectionAssert.Contains(findings.ToArray(), FindingCode.FacilityUnexpected);
    }

    [TestMethod]
    [SqliteOnly]
    public void OpeningCreatesNothing()
    {
        var folder = Path.Combine(Path.GetDirectoryName(_archive.File)!, "nowhere");

        Assert.ThrowsExactly<FileNotFoundException>(() => AuditArchive.Open(Path.Combine(folder, "atna.db")));

        Assert.IsFalse(Directory.Exists(folder));
    }

    [TestMethod]
    [SqliteOnly]
    public void AnotherFileIsRefused()
    {
        var other = _archive.File + ".txt";
        File.WriteAllText(other, "this is no database, but it is long enough to be taken for one by its size alone");

        Assert.ThrowsExactly<InvalidDataException>(() => AuditArchive.Open(other));
    }

    [TestMethod]
    public void TheDatabaseOfAnotherServiceIsRefused()
    {
        _archive.Tamper("DROP TABLE term_run");

        Assert.ThrowsExactly<InvalidDataException>(_archive.Open);
    }
}
