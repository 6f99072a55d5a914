using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Tests.Unit.Registry.Storage;

/// <summary>
/// What the row of a document entry repeats of its object's, so that queries need not read that, is the same after
/// whatever has happened to it.
/// </summary>
[TestClass]
public sealed class EntryColumnsTests
{
    [TestMethod]
    public void AnEntryRepeatsWhatItsObjectSays()
    {
        using var example = new Example();
        var replaced = example.Document();
        example.Related(XdsUrns.Association.Replace, replaced);
        var updated = example.Document();
        example.Accept(example.NewVersion(updated), TransactionId.Iti57);
        var deprecated = example.Document();
        example.Accept(Example.NewStatus(deprecated), TransactionId.Iti57);
        example.Folder();

        var rows = example.Registry.Node.Readers.Read(session => session.All(
            """
            SELECT o.version, o.status, CASE WHEN d.version = o.version AND d.status = o.status
                AND d.entry_uuid = o.entry_uuid AND d.logical_id = o.logical_id AND d.patient_id = o.patient_id
                THEN 1 ELSE 0 END
            FROM registry_object o LEFT JOIN document_entry d ON d.object_id = o.id WHERE o.kind = 1
            """,
            row => (Version: row.GetInt32(0), Status: row.GetInt32(1), AreEqual: row.GetInt32(2) == 1)));

        Assert.IsTrue(rows.TrueForAll(row => row.AreEqual), string.Join(' ', rows));
        Assert.IsTrue(rows.Exists(row => row.Version == 2));
        Assert.IsGreaterThanOrEqualTo(3, rows.Count(row => row.Status == 2));
    }
}
