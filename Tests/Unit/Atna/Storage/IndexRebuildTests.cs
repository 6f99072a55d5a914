using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Tests.Unit.Atna.Storage;

[TestClass]
public sealed class IndexRebuildTests : IDisposable
{
    /// <summary>More than one piece.</summary>
    private const int Records = 1_100;

    private static readonly AuditFilter Last = new() { ObjectId = $"1.2.3.{Records}" };

    private readonly TemporaryArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public void AnOlderIndexIsMadeAnewWhole()
    {
        _archive.AppendMany(Records);
        Age();

        _archive.MakeIndex();

        Assert.HasCount(1, _archive.Find(Last));
        Assert.IsTrue(_archive.Verify().IsIntact);
    }

    /// <summary>An answer from half an index would be wrong.</summary>
    [TestMethod]
    public void NothingIsFoundBeforeItIsWhole()
    {
        _archive.AppendMany(3);
        Age();

        var refused = Assert.ThrowsExactly<StoreBusyException>(() => _archive.Find(Last));

        StringAssert.Contains(refused.Message, "0 of 3 are done");
    }

    [TestMethod]
    public void ItGoesOnWhereItWasBrokenOff()
    {
        _archive.AppendMany(Records);
        Age();
        _archive.Tamper("UPDATE index_state SET done = 600 WHERE id = 1");

        _archive.MakeIndex();

        Assert.IsEmpty(_archive.Find(new AuditFilter { ObjectId = "1.2.3.600" }));
        Assert.HasCount(1, _archive.Find(new AuditFilter { ObjectId = "1.2.3.601" }));
    }

    [TestMethod]
    public void WhatComesMeanwhileIsNotIndexedTwice()
    {
        _archive.AppendMany(3);
        Age();
        _archive.Append(Messages.Submission(document: "1.2.3.4.5"));

        _archive.MakeIndex();

        Assert.HasCount(1, _archive.Find(new AuditFilter { ObjectId = "1.2.3.4.5" }));
        Assert.IsTrue(_archive.Verify().IsIntact);
    }

    /// <summary>As a version left it that read less in the messages.</summary>
    private void Age() => _archive.Tamper(
        "DELETE FROM term_run; DELETE FROM term_block; UPDATE event SET listed_at = NULL;"
        + "UPDATE index_state SET version = 0, done = 0");
}
