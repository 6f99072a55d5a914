using XdsDmp.CommandLine.Sandbox;
using XdsDmp.Metadata.Ins;

namespace XdsDmp.Tests.Unit.CommandLine.Sandbox;

/// <summary>The invented people: nobody's, and good enough for every rule.</summary>
[TestClass]
public sealed class SandboxPatientsTests
{
    [TestMethod]
    public void EveryInsIsOfTheTestAuthorityAndHasItsKey()
    {
        var rules = new InsRules([InsAuthority.Test.Oid, InsAuthority.InsC.Oid]);
        foreach (var patient in SandboxPatients.All)
        {
            Assert.IsNull(InsCheck.ProblemOf(patient.Ins, rules, "patient"), patient.FullName);
            Assert.IsNull(patient.InsC is null ? null : InsCheck.ProblemOf(patient.InsC, rules, "patient"));
            for (var i = 0; i < patient.Representatives.Count; i++)
            {
                Assert.IsNull(InsCheck.ProblemOf(patient.RepresentativeIns(i), rules, "representative"));
            }
        }
    }

    [TestMethod]
    public void NobodyIsThereTwice()
    {
        var all = SandboxPatients.All.SelectMany(patient => (IEnumerable<string>)
        [
            patient.Ins.Extension,
            .. patient.Representatives.Select((_, i) => patient.RepresentativeIns(i).Extension),
        ]).ToList();
        CollectionAssert.AllItemsAreUnique(all);
        Assert.HasCount(30, SandboxPatients.All);
        CollectionAssert.AreEqual(
            Enumerable.Range(1, 30).ToList(), SandboxPatients.All.Select(patient => patient.Number).ToList());
    }

    [TestMethod]
    public void TheNamesSayThatTheyAreInvented()
    {
        foreach (var patient in SandboxPatients.All)
        {
            Assert.AreEqual("PATIENT", patient.BirthName);
        }

        foreach (var professional in SandboxProfessionals.All)
        {
            StringAssert.StartsWith(professional.Name, "TEST ");
        }
    }

    [TestMethod]
    public void WhomAPatientNamesIsThere()
    {
        foreach (var patient in SandboxPatients.All)
        {
            foreach (var key in patient.Authorised.Concat(patient.Blocked))
            {
                Assert.IsNotNull(SandboxProfessionals.Find(key), key);
            }
        }
    }
}
