using System.Diagnostics;
using System.Xml;
using XdsDmp.Hosting;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Messages;

/// <summary>What nobody means well costs little and changes nothing.</summary>
[TestClass]
public sealed class HostileMessageTests
{
    [TestMethod]
    public void TooManyElementsAreRefused()
    {
        using var dmp = new TestDmp();
        var message = TestMessages.Create().Replace(
            "</patient>", string.Concat(Enumerable.Repeat("<id/>", 25_000)) + "</patient>", StringComparison.Ordinal);
        Assert.Throws<XmlException>(() => dmp.Send(DmpTransactions.Td11, message));
        Assert.IsNull(dmp.Dmp());
    }

    [TestMethod]
    public void TooDeepANestingIsRefused()
    {
        using var dmp = new TestDmp();
        var deep = string.Concat(Enumerable.Repeat("<a>", 200)) + string.Concat(Enumerable.Repeat("</a>", 200));
        Assert.ThrowsExactly<SoapFaultException>(() => dmp.Send(DmpTransactions.Td11, TestMessages.Create().Replace(
            "</patient>", deep + "</patient>", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void ManyWrongValuesAreToldUpToABound()
    {
        using var dmp = new TestDmp();
        var telecom = $"<telecom value=\"tel:{new string('0', 300)}\"/>";
        var message = TestMessages.Registration(
            "PRPA_IN201311UV02", "CREA_RD", TestMessages.Id(TestDmp.Ins),
            [TestMessages.Observation(TestMessages.Consent)],
            TestMessages.Name + string.Concat(Enumerable.Repeat(telecom, 1000)));
        var clock = Stopwatch.StartNew();
        var details = dmp.Send(DmpTransactions.Td11, message).Descendants(TestDmp.Hl7 + "acknowledgementDetail");
        Assert.HasCount(50, details);
        Assert.IsLessThan(5, clock.Elapsed.TotalSeconds);
    }

    [TestMethod]
    public void ElementsOfAnotherNamespaceAreNoneOfTheMessage()
    {
        using var dmp = new TestDmp();
        var message = TestMessages.Create().Replace(
            "<id root=\"1.2.250.1.213.1.4.10\"", "<id xmlns=\"urn:other\" root=\"1.2.250.1.213.1.4.10\"",
            StringComparison.Ordinal);
        Assert.AreEqual("AE DMPInvalidMessage", dmp.Send(DmpTransactions.Td11, message).Outcome());
    }

    [TestMethod]
    public void MarkUpInNamesStaysText()
    {
        using var dmp = new TestDmp();
        dmp.Send(DmpTransactions.Td11, TestMessages.Create().Replace(
            "DUPONT", "&lt;b&gt;D&amp;C", StringComparison.Ordinal));
        var answer = dmp.Send(DmpTransactions.Td02, TestMessages.Query("TEST_EXST"));
        Assert.AreEqual("<b>D&C", answer.Descendants(TestDmp.Hl7 + "family").Last().Value);
    }
}
