using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class AnswerDeliveryEventTests
{
    private static readonly AuditContext Context =
        Sample.OfServer with { ClientReplyTo = "https://practice.example/answers" };

    /// <summary>The answer goes from the server to the address that the client named.</summary>
    [TestMethod]
    public void TheAnswerIsAnExportToTheAddressOfTheClient()
    {
        var message = AuditSchema.Valid(
            AnswerDeliveryEvent.Build(Context, "ITI-18", "Registry Stored Query", "urn:uuid:1", AuditOutcome.Success)
                .Single());

        Assert.AreEqual("110106 ITI-18 R 0", message.EventLine());
        Assert.AreEqual(Context.ClientReplyTo, message.ParticipantWithRole(Sample.Destination).At("UserID"));
        Assert.AreEqual(Context.ServerEndpoint, message.ParticipantWithRole(Sample.Source).At("UserID"));
        Lines.AreEqual(message.ObjectLines(), "2/20 12 urn:uuid:1");
    }
}
