using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class DocumentSignatureEventTests
{
    private static readonly AuditedSignature Good = new("1.2.3.4", "4711^^^&1.2.3&ISO", []);

    [TestMethod]
    public void AVerificationReadsTheSignature()
    {
        var message = AuditSchema.Valid(SignatureVerificationEvent.Build(Sample.Node, Sample.Time, Good));

        Assert.AreEqual("110007  R 0", message.EventLine());
        Assert.HasCount(2, message.ObjectLines());
        Assert.Contains("1.2.3.4", message.ToString());
        Assert.Contains("4711^^^", message.ToString());
    }

    [TestMethod]
    public void AVerificationThatFailsNamesTheRules()
    {
        var message = AuditSchema.Valid(SignatureVerificationEvent.Build(
            Sample.Node, Sample.Time, Good with { BrokenRules = ["SIG-value", "SIG-digest"] }));

        Assert.AreEqual("110007  R 4", message.EventLine());
        Assert.Contains("SIG-value, SIG-digest", message.ToString());
    }

    [TestMethod]
    public void AMakingCreatesIt()
    {
        var message = AuditSchema.Valid(
            SignatureCreationEvent.Build(Sample.Node, Sample.Time, Good with { PatientId = null }));

        Assert.AreEqual("113031  C 0", message.EventLine());
        Assert.HasCount(1, message.ObjectLines());
    }
}
