using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.Metadata.Ins;

[TestClass]
public sealed class InsCheckTests
{
    private static readonly InsRules Rules = new([InsAuthority.Test.Oid, InsAuthority.InsC.Oid]);

    [TestMethod]
    [DataRow("207058575627097")]
    [DataRow("279035121518989")]
    [DataRow("277076322082910")]
    [DataRow("157069329642881")]
    [DataRow("153078987658513")]
    [DataRow("124018852493334")]
    public void PublishedNumbersAreGood(string number) => Assert.IsNull(ProblemOf(number, InsAuthority.Test));

    [TestMethod]
    [DataRow("1197854176879056415520")]
    [DataRow("0740724093302701701806")]
    [DataRow("1418878867934420256667")]
    [DataRow("0803027695502382121519")]
    public void PublishedComputedIdentifiersAreGood(string number) =>
        Assert.IsNull(ProblemOf(number, InsAuthority.InsC));

    [TestMethod]
    [DataRow("221042545611404")]
    [DataRow("222127505611201")]
    [DataRow("223042545611404")]
    public void PublishedNumbersWithAWrongKeyAreTold(string number)
    {
        var problem = ProblemOf(number, InsAuthority.Test);
        Assert.AreEqual(InsCheck.KeyRule, problem?.Rule);
        Assert.IsNull(InsCheck.ProblemBesideKey(new PatientId(number, InsAuthority.Test.Oid), Rules, "patient/id"));
    }

    [TestMethod]
    public void TheRightKeyIsNamedInBothLanguages()
    {
        var problem = ProblemOf("279035121518900", InsAuthority.Test)!;
        StringAssert.Contains(problem.ToString(), "the key 89 for the number 2790351215189");
        StringAssert.Contains(problem.ToString(Language.French), "la clé 89 pour le numéro 2790351215189");
        StringAssert.Contains(problem.ToString(Language.French), "[règle INS-key; endroit: patient/id");
    }

    [TestMethod]
    [DataRow("27903512151898")]
    [DataRow("2790351215189891")]
    [DataRow("27903512151898X")]
    [DataRow("2790X5121518989")]
    [DataRow("27903A121518989")]
    [DataRow("279033A21518989")]
    [DataRow("079035121518989")]
    [DataRow("2790351215189 9")]
    [DataRow("２79035121518989")]
    public void OtherFormsAreTold(string number) =>
        Assert.AreEqual(InsCheck.FormRule, ProblemOf(number, InsAuthority.Test)?.Rule);

    [TestMethod]
    [DataRow("1197854176879056415521", "INS-key")]
    [DataRow("119785417687905641552", "INS-form")]
    [DataRow("119785417687905641552A", "INS-form")]
    public void ComputedIdentifiersAreCheckedToo(string number, string rule) =>
        Assert.AreEqual(rule, ProblemOf(number, InsAuthority.InsC)?.Rule);

    [TestMethod]
    public void AnotherDomainIsToldWithThoseThatAreAccepted()
    {
        var problem = ProblemOf("279035121518989", InsAuthority.InsNir)!;
        Assert.AreEqual(InsCheck.AuthorityRule, problem.Rule);
        StringAssert.Contains(problem.Accepted!, InsAuthority.Test.Oid);
        Assert.AreEqual(InsCheck.AuthorityRule, InsCheck.ProblemOf(new PatientId("1", "1.2.3"), Rules, "")?.Rule);
    }

    [TestMethod]
    public void InProductionNothingForTestsIsAccepted()
    {
        Assert.IsFalse(InsRules.Production.Accepts(InsAuthority.Test.Oid));
        Assert.IsFalse(InsRules.Production.Accepts(InsAuthority.Demonstration.Oid));
        Assert.IsTrue(InsRules.Production.Accepts(InsAuthority.InsNir.Oid));
        Assert.IsTrue(InsRules.Production.Accepts(InsAuthority.InsNia.Oid));
    }

    private static Explanation? ProblemOf(string number, InsAuthority authority) =>
        InsCheck.ProblemOf(new PatientId(number, authority.Oid), Rules, "patient/id");
}
