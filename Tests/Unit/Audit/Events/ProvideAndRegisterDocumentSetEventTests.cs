using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class ProvideAndRegisterDocumentSetEventTests
{
    private static readonly AuditedSubmission Submission = new(Sample.Patient, "1.2.3.4.5");

    [TestMethod]
    public void TheRepositoryRecordsAnImport()
    {
        var message = AuditSchema.Valid(Built(Sample.OfServer)[0]);

        Assert.AreEqual("110107 ITI-41 C 0", message.EventLine());
        Assert.AreEqual("2026-03-01T11:30:00.250Z", message.Element("EventIdentification")!.At("EventDateTime"));
        Lines.AreEqual(message.ObjectLines(), $"1/1 2 {Sample.Patient}", $"2/20 {Sample.SubmissionSetNode} 1.2.3.4.5");
    }

    [TestMethod]
    public void TheDocumentSourceRecordsAnExport()
    {
        var message = AuditSchema.Valid(Built(Sample.OfClient)[0]);

        Assert.AreEqual("110106 ITI-41 R 0", message.EventLine());
    }

    [TestMethod]
    public void AtTheServerItsOwnSideBearsTheProcessIdAndTheEndpoint()
    {
        var message = AuditSchema.Valid(Built(Sample.OfServer)[0]);

        var server = message.ParticipantWithRole(Sample.Destination);
        Assert.AreEqual("https://node.example:8443/service", server.At("UserID"));
        Assert.AreEqual("4711", server.At("AlternativeUserID"));
        Assert.AreEqual("false", server.At("UserIsRequestor"));
        Assert.AreEqual("node.example", server.At("NetworkAccessPointID"));
        Assert.AreEqual("1", server.At("NetworkAccessPointTypeCode"));
    }

    [TestMethod]
    public void AtTheServerTheClientIsKnownByCertificateAndAddress()
    {
        var message = AuditSchema.Valid(Built(Sample.OfServer)[0]);

        var client = message.ParticipantWithRole(Sample.Source);
        Assert.AreEqual("CN=practice", client.At("UserID"));
        Assert.IsNull(client.At("AlternativeUserID"));
        Assert.AreEqual("true", client.At("UserIsRequestor"));
        Assert.AreEqual("192.0.2.7", client.At("NetworkAccessPointID"));
        Assert.AreEqual("2", client.At("NetworkAccessPointTypeCode"));
    }

    [TestMethod]
    public void AtTheClientTheServerIsKnownByItsEndpoint()
    {
        var message = AuditSchema.Valid(Built(Sample.OfClient)[0]);

        Assert.AreEqual("other.example", message.ParticipantWithRole(Sample.Destination).At("NetworkAccessPointID"));
        Assert.IsNull(message.ParticipantWithRole(Sample.Destination).At("AlternativeUserID"));
        Assert.AreEqual("4711", message.ParticipantWithRole(Sample.Source).At("AlternativeUserID"));
        Assert.AreEqual(AuditContext.AnonymousReplyTo, message.ParticipantWithRole(Sample.Source).At("UserID"));
    }

    [TestMethod]
    [DataRow("https://client/replies", "CN=practice", "https://client/replies")]
    [DataRow(AuditContext.AnonymousReplyTo, "CN=practice", "CN=practice")]
    [DataRow(null, "CN=practice", "CN=practice")]
    [DataRow(null, null, AuditContext.AnonymousReplyTo)]
    public void TheClientIsNamedByReplyToThenCertificateThenAnonymous(string? replyTo, string? subject, string expected)
    {
        var context = Sample.OfServer with { ClientReplyTo = replyTo, ClientCertificateSubject = subject };

        var message = AuditSchema.Valid(Built(context)[0]);

        Assert.AreEqual(expected, message.ParticipantWithRole(Sample.Source).At("UserID"));
    }

    [TestMethod]
    public void ARefusalSaysWhy()
    {
        var message = AuditSchema.Valid(
            ProvideAndRegisterDocumentSetEvent.Build(Sample.OfServer, Submission, Sample.Refused)[0]);

        Assert.AreEqual("110107 ITI-41 C 4", message.EventLine());
        Assert.AreEqual(
            "XDSDuplicateUniqueIdInRegistry",
            message.Element("EventIdentification")!.Element("EventOutcomeDescription")!.Value);
    }

    [TestMethod]
    public void ALongDescriptionIsCut()
    {
        var result = TransactionResult.Failure(EventOutcome.SeriousFailure, new string('x', 5000));

        var built = ProvideAndRegisterDocumentSetEvent.Build(Sample.OfServer, Submission, result);

        Assert.AreEqual(1024, built[0].Event.Outcome.Description!.Length);
    }

    [TestMethod]
    public void AnUnreadableSubmissionHasNoObjects()
    {
        var built = ProvideAndRegisterDocumentSetEvent.Build(
            Sample.OfServer, new AuditedSubmission(null, null), Sample.Refused);

        Assert.IsEmpty(AuditSchema.Valid(built[0]).ObjectLines());
    }

    [TestMethod]
    public void PeopleAreRequestorsBetweenSourceAndDestination()
    {
        var doctor = new CodedValue("10", "1.2", "Doctor");
        var context = Sample.OfServer with
        {
            Humans = [new HumanParticipant("drno", "alias<drno@issuer>") { Roles = [doctor] }],
            PurposesOfUse = [new CodedValue("normal", "1.2.250", "normal")],
        };

        var message = AuditSchema.Valid(Built(context)[0]);

        var human = message.Elements("ActiveParticipant").ElementAt(1);
        Assert.AreEqual("alias<drno@issuer>", human.At("UserName"));
        Assert.AreEqual("true", human.At("UserIsRequestor"));
        Assert.AreEqual("10", human.Code("RoleIDCode"));
        Assert.AreEqual("normal", message.Element("EventIdentification")!.Code("PurposeOfUse"));
    }

    private static IReadOnlyList<AuditMessage> Built(AuditContext context) =>
        ProvideAndRegisterDocumentSetEvent.Build(context, Submission, TransactionResult.Success);
}
