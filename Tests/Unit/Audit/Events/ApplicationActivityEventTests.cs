using XdsDmp.Audit.Events;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class ApplicationActivityEventTests
{
    [TestMethod]
    public void AStartNamesTheApplicationAndWhoLaunchedIt()
    {
        var message = AuditSchema.Valid(ApplicationActivityEvent.BuildStart(Sample.Node, Sample.Time, "root"));

        Assert.AreEqual("110100 110120 E 0", message.EventLine());
        var application = message.ParticipantWithRole("110150");
        Assert.AreEqual("4711", application.At("AlternativeUserID"));
        Assert.AreEqual("false", application.At("UserIsRequestor"));
        Assert.AreEqual("root", message.ParticipantWithRole("110151").At("UserID"));
        Assert.AreEqual("true", message.ParticipantWithRole("110151").At("UserIsRequestor"));
        Assert.IsEmpty(message.ObjectLines());
    }

    [TestMethod]
    public void AStopNeedsNoLauncher()
    {
        var message = AuditSchema.Valid(ApplicationActivityEvent.BuildStop(Sample.Node, Sample.Time));

        Assert.AreEqual("110100 110121 E 0", message.EventLine());
        Assert.HasCount(1, message.Elements("ActiveParticipant"));
    }

    [TestMethod]
    public void TheSourceIsTheNode()
    {
        var message = AuditSchema.Valid(ApplicationActivityEvent.BuildStart(Sample.Node, Sample.Time));

        var source = message.Element("AuditSourceIdentification")!;
        Assert.AreEqual("repository-1", source.At("AuditSourceID"));
        Assert.AreEqual("1.2.250.1", source.At("AuditEnterpriseSiteID"));
        Assert.AreEqual("4", source.Code("AuditSourceTypeCode"));
    }
}
