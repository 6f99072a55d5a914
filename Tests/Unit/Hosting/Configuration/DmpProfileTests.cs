using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Hosting.Configuration;

/// <summary>What the settings of the profile Dmp make of its rules.</summary>
[TestClass]
public sealed class DmpProfileTests
{
    [TestMethod]
    public void WithoutSettingsRealPatientsAndSignedSetsAreWanted()
    {
        var rules = DmpProfile.RulesOf(new DmpOptions());
        Assert.IsTrue(rules.RequireSignature);
        Assert.IsTrue(rules.Patients.Accepts("1.2.250.1.213.1.4.8"));
        Assert.IsFalse(rules.Patients.Accepts("1.2.250.1.213.1.4.10"));
        Assert.AreSame(DmpValueSets.Default, rules.Values);
        Assert.AreEqual(RuleTreatment.Reject, rules.TreatmentOf("DMP-code", RuleTreatment.Reject));
    }

    [TestMethod]
    public void SettingsChangeThem()
    {
        var rules = DmpProfile.RulesOf(new DmpOptions
        {
            InsAuthorities = ["1.2.250.1.213.1.4.10"],
            RequireSignature = false,
            RuleTreatments = ["DMP-classType = warn", "CDA-code=Reject", "DMP-replaceAuthor=Accept"],
        });
        Assert.IsFalse(rules.RequireSignature);
        Assert.IsTrue(rules.Patients.Accepts("1.2.250.1.213.1.4.10"));
        Assert.IsFalse(rules.Patients.Accepts("1.2.250.1.213.1.4.8"));
        Assert.AreEqual(RuleTreatment.Warn, rules.TreatmentOf("DMP-classType", RuleTreatment.Reject));
        Assert.AreEqual(RuleTreatment.Reject, rules.TreatmentOf("CDA-code", RuleTreatment.Warn));
        Assert.AreEqual(RuleTreatment.Accept, rules.TreatmentOf("DMP-replaceAuthor", RuleTreatment.Reject));
    }

    [TestMethod]
    public void AFileOfValueSetsReplacesThoseThatCome()
    {
        var file = Path.Combine(TestFolder.New(), "sets.json");
        File.WriteAllText(file, """
            { "version": "mine", "typesOfClasses": { "10": [ "X" ] },
              "sets": { "classCode": { "name": "J", "oid": "1.2.3", "codes": { "1.2": [ "10" ] } } } }
            """);
        var values = DmpProfile.RulesOf(new DmpOptions { ValueSets = file }).Values;
        Assert.AreEqual("mine", values.Version);
        Assert.AreEqual("10", values.ClassOf("X"));
        Assert.HasCount(1, values.Sets);
        TestFolder.Delete(Path.GetDirectoryName(file)!);
    }

    [TestMethod]
    public void MistakesNameTheSetting()
    {
        Wrong("Dmp:InsAuthorities", new DmpOptions { InsAuthorities = ["INS"] });
        Wrong("Dmp:RuleTreatments", new DmpOptions { RuleTreatments = ["DE-hash=Warn"] });
        Wrong("Dmp:ValueSets", new DmpOptions { ValueSets = "/nowhere/sets.json" });
    }

    [TestMethod]
    public void OidsOfSettingsAreThoseOfPatients() => Assert.IsTrue(
        DmpProfile.RulesOf(new DmpOptions { InsAuthorities = ["1.2.3"] }).Patients
            .Accepts(new PatientId("1", "1.2.3").Authority));

    private static void Wrong(string setting, DmpOptions options) => StringAssert.StartsWith(
        Assert.ThrowsExactly<ConfigurationException>(() => DmpProfile.RulesOf(options)).Message, setting);
}
