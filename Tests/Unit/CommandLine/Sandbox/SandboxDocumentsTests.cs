using System.Text;
using XdsDmp.CommandLine.Sandbox;
using XdsDmp.Metadata.Cda;

namespace XdsDmp.Tests.Unit.CommandLine.Sandbox;

/// <summary>The invented documents.</summary>
[TestClass]
public sealed class SandboxDocumentsTests
{
    private const string Repository = "2.25.1";
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Classes = ["10", "11", "31", "42", "43", "44", "45", "52", "60", "90", "95"];

    [TestMethod]
    public void TheFirstPatientHasOneOfEveryClassAndEveryState()
    {
        var all = SandboxDocuments.All.Where(document => document.Patient == 1).ToList();
        CollectionAssert.AreEquivalent(
            Classes, all.Select(document => document.Kind.Class.Value).Distinct().ToList());
        foreach (var fate in Enum.GetValues<SandboxFate>())
        {
            Assert.IsTrue(all.Exists(document => document.Fate == fate), $"{fate}");
        }

        Assert.IsTrue(all.Exists(document => document.Replaces is not null));
        Assert.IsTrue(all.Exists(document => document.IsByPatient));
        Assert.IsTrue(all.Exists(document => document.Visibility.Contains("INVISIBLE_PATIENT")));
    }

    [TestMethod]
    public void NamesAreUnique() =>
        CollectionAssert.AllItemsAreUnique(SandboxDocuments.All.Select(document => document.Key).ToList());

    [TestMethod]
    public void TheHeaderIsThatOfTheEntry()
    {
        foreach (var document in SandboxDocuments.All)
        {
            var planned = new PlannedDocument(document, Repository, Now);
            var header = CdaHeaderReader.Read(new MemoryStream(SandboxCda.Write(planned)))!;
            Assert.AreEqual(planned.UniqueId, header.UniqueId);
            Assert.AreEqual(planned.Patient.Ins, header.Patient);
            Assert.AreEqual(document.Kind.Type.Value, header.Type?.Value);
            Assert.AreEqual(document.Title, header.Title);
            Assert.AreEqual($"{planned.Version}", header.VersionNumber);
        }
    }

    [TestMethod]
    public void FillingAgainMeansTheSameDocuments()
    {
        var (one, other) = (Planned("un-version-2"), Planned("un-version-2"));
        Assert.AreEqual(one.UniqueId, other.UniqueId);
        Assert.AreEqual(one.EntryUuid, other.EntryUuid);
        Assert.AreEqual(Planned("un-version-1").EntryUuid, one.ReplacedEntryUuid);
        Assert.AreNotEqual(
            one.UniqueId, new PlannedDocument(one.Document, "2.25.2", Now).UniqueId, "another installation");
        StringAssert.Contains(
            Encoding.UTF8.GetString(SandboxCda.Write(one)), $"<parentDocument><id root=\"{one.ReplacedUniqueId}\"/>");
    }

    private static PlannedDocument Planned(string key) => new(SandboxDocuments.Find(key), Repository, Now);
}
