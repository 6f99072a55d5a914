using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class RetrieveDocumentSetEventTests
{
    private static readonly AuditedDocument Given =
        new("1.1", "9.9", AuditOutcome.Success) { PatientId = Sample.Patient };

    private static readonly AuditedDocument Missing =
        new("1.2", "9.9", new AuditOutcome(EventOutcome.MinorFailure, "XDSDocumentUniqueIdError"));

    [TestMethod]
    public void TheRepositoryIsTheSourceAndNotTheRequestor()
    {
        var message = AuditSchema.Valid(RetrieveDocumentSetEvent.Build(Sample.OfServer, [Given]).Single());

        Assert.AreEqual("110106 ITI-43 R 0", message.EventLine());
        var repository = message.ParticipantWithRole(Sample.Source);
        Assert.AreEqual("https://node.example:8443/service", repository.At("UserID"));
        Assert.AreEqual("4711", repository.At("AlternativeUserID"));
        Assert.AreEqual("false", repository.At("UserIsRequestor"));
        var consumer = message.ParticipantWithRole(Sample.Destination);
        Assert.AreEqual("CN=practice", consumer.At("UserID"));
        Assert.AreEqual("true", consumer.At("UserIsRequestor"));
        Assert.IsNull(consumer.At("AlternativeUserID"));
    }

    [TestMethod]
    public void TheConsumerRecordsAnImportAndIsTheRequestor()
    {
        var message = AuditSchema.Valid(RetrieveDocumentSetEvent.Build(Sample.OfClient, [Given]).Single());

        Assert.AreEqual("110107 ITI-43 C 0", message.EventLine());
        var consumer = message.ParticipantWithRole(Sample.Destination);
        Assert.AreEqual("4711", consumer.At("AlternativeUserID"));
        Assert.AreEqual("true", consumer.At("UserIsRequestor"));
        Assert.AreEqual("other.example", message.ParticipantWithRole(Sample.Source).At("NetworkAccessPointID"));
    }

    [TestMethod]
    public void ADocumentIsNamedWithRepositoryAndCommunity()
    {
        var document = Given with { HomeCommunityId = "urn:oid:1.5" };

        var message = AuditSchema.Valid(RetrieveDocumentSetEvent.Build(Sample.OfServer, [document]).Single());

        Lines.AreEqual(message.ObjectLines(), $"1/1 2 {Sample.Patient}", "2/3 9 1.1");
        Lines.AreEqual(
            message.Elements("ParticipantObjectIdentification").Last().DetailLines(),
            "Repository Unique ID=9.9", "ihe:homeCommunityID=urn:oid:1.5");
    }

    [TestMethod]
    public void WhatWasGivenAndWhatWasNotAreRecordedApart()
    {
        var built = RetrieveDocumentSetEvent.Build(
            Sample.OfServer, [Given, Missing with { PatientId = Sample.Patient }, Given with { UniqueId = "1.3" }]);

        var messages = built.Select(AuditSchema.Valid).ToArray();
        Assert.AreEqual("110106 ITI-43 R 0", messages[0].EventLine());
        Lines.AreEqual(messages[0].ObjectLines(), $"1/1 2 {Sample.Patient}", "2/3 9 1.1", "2/3 9 1.3");
        Assert.AreEqual("110106 ITI-43 R 4", messages[1].EventLine());
        Lines.AreEqual(messages[1].ObjectLines(), $"1/1 2 {Sample.Patient}", "2/3 9 1.2");
    }

    [TestMethod]
    public void EachPatientHasAMessageOfItsOwn()
    {
        var built = RetrieveDocumentSetEvent.Build(
            Sample.OfServer, [Given, Given with { UniqueId = "1.7", PatientId = "Q^^^&1&ISO" }]);

        Lines.AreEqual(
            built.Select(message => AuditSchema.Valid(message).ObjectLines()[0]).ToArray(),
            $"1/1 2 {Sample.Patient}", "1/1 2 Q^^^&1&ISO");
    }

    [TestMethod]
    public void TheGravestFailureCountsAndEachReasonIsNamedOnce()
    {
        var serious = new AuditOutcome(EventOutcome.SeriousFailure, "XDSRepositoryError");

        var built = RetrieveDocumentSetEvent.Build(
            Sample.OfServer,
            [Missing, Missing with { UniqueId = "1.4", Outcome = serious }, Missing with { UniqueId = "1.5" }]);

        Assert.AreEqual(EventOutcome.SeriousFailure, built.Single().Event.Outcome.Indicator);
        Assert.AreEqual("XDSDocumentUniqueIdError; XDSRepositoryError", built.Single().Event.Outcome.Description);
    }

    [TestMethod]
    public void ARequestThatWasNotReadIsRecordedWithoutDocuments()
    {
        var refused = new AuditOutcome(EventOutcome.SeriousFailure, "signature");

        var message = AuditSchema.Valid(RetrieveDocumentSetEvent.BuildRefused(Sample.OfServer, refused));

        Assert.AreEqual("110106 ITI-43 R 8", message.EventLine());
        Assert.IsEmpty(message.ObjectLines());
    }
}
