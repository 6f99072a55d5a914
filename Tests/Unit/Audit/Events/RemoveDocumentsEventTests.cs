using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class RemoveDocumentsEventTests
{
    private static readonly AuditOutcome Refused = new(EventOutcome.MinorFailure, "XDSDocumentUniqueIdError");

    [TestMethod]
    public void WhatIsGoneAndWhatIsNotAreToldApartForEachPatient()
    {
        AuditedDocument[] documents =
        [
            new("1.2.1", "1.2", AuditOutcome.Success) { PatientId = Sample.Patient },
            new("1.2.2", "1.2", AuditOutcome.Success) { PatientId = Sample.Patient },
            new("1.2.3", "1.2", Refused),
        ];

        var built = RemoveDocumentsEvent.Build(Sample.OfServer, documents, Refused);

        Assert.HasCount(2, built);
        var removed = AuditSchema.Valid(built[0]);
        Assert.AreEqual("110110 ITI-86 D 0", removed.EventLine());
        Lines.AreEqual(removed.ObjectLines(), $"1/1 2 {Sample.Patient}", "2/3 9 1.2.1", "2/3 9 1.2.2");
        Assert.AreEqual("15", removed.Elements("ParticipantObjectIdentification").Last().At(
            "ParticipantObjectDataLifeCycle"));
        var refused = AuditSchema.Valid(built[1]);
        Assert.AreEqual("110110 ITI-86 D 4", refused.EventLine());
        Lines.AreEqual(refused.ObjectLines(), "2/3 9 1.2.3");
    }

    [TestMethod]
    public void ARequestThatCouldNotBeReadIsAuditedToo()
    {
        var built = RemoveDocumentsEvent.Build(Sample.OfServer, [], Refused);

        Assert.AreEqual("110110 ITI-86 D 4", AuditSchema.Valid(built.Single()).EventLine());
    }
}
