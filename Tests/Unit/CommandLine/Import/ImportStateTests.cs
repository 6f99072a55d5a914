using XdsDmp.CommandLine.Import;
using XdsDmp.CommandLine.Output;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.CommandLine.Import;

/// <summary>What an import remembers of the patients that are done.</summary>
[TestClass]
public sealed class ImportStateTests
{
    private const string Patient = "1^^^&1.2.3&ISO";
    private readonly string _folder = TestFolder.New();

    [TestMethod]
    public void WhatIsDoneIsDoneForTheNextRun()
    {
        using (var state = ImportState.Open(_folder, "there to here"))
        {
            state.Keep(new PatientResult { Patient = Patient, Here = Patient, Documents = 3 });
        }

        using var later = ImportState.Open(_folder, "there to here");

        Assert.IsTrue(later.IsDone(PatientList.Parse(Patient, "test")));
        Assert.AreEqual(3, later.Results.Single().Documents);
    }

    [TestMethod]
    public void HalfALineIsNobody()
    {
        using (var state = ImportState.Open(_folder, "there to here"))
        {
            state.Keep(new PatientResult { Patient = Patient, Here = Patient });
        }

        File.AppendAllText(Path.Combine(_folder, "patients.jsonl"), "{\"patient\":\"2^^^&1.2.3&IS");
        using var later = ImportState.Open(_folder, "there to here");

        Assert.HasCount(1, later.Results);
    }

    [TestMethod]
    public void APatientThatFailedIsNotDone()
    {
        using (var state = ImportState.Open(_folder, "there to here"))
        {
            state.Keep(new PatientResult { Patient = Patient, Here = Patient, Failures = ["refused"] });
        }

        using var later = ImportState.Open(_folder, "there to here");

        Assert.IsFalse(later.IsDone(PatientList.Parse(Patient, "test")));
    }

    [TestMethod]
    public void AFolderIsForOneImport()
    {
        ImportState.Open(_folder, "there to here").Dispose();

        var refused = Assert.ThrowsExactly<CommandException>(() => ImportState.Open(_folder, "elsewhere to here"));

        StringAssert.Contains(refused.Message, "another import");
    }

    [TestMethod]
    [DataRow("1^^^&1.2.3&ISO", "1^^^&1.2.3&ISO")]
    [DataRow("1^^^&1.2.3&ISO\t 2^^^&1.2.4&ISO", "2^^^&1.2.4&ISO")]
    public void ALineNamesThePatientThereAndHere(string line, string here) =>
        Assert.AreEqual(here, PatientList.Parse(line, "test").Here.ToString());

    [TestMethod]
    [DataRow("1")]
    [DataRow("1^^^&1.2.3&ISO 2^^^&1.2.3&ISO 3^^^&1.2.3&ISO")]
    public void WhatIsNoPatientIsRefused(string line) =>
        Assert.ThrowsExactly<CommandException>(() => PatientList.Parse(line, "line 7"));
}
