using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

/// <summary>110113/110127, Emergency Override Started.</summary>
[TestClass]
public sealed class EmergencyAccessEventTests
{
    private const string Patient = "123^^^&1.2.250.1.213.1.4.10&ISO";

    private static readonly AuditContext Context = new()
    {
        Node = Sample.Node,
        Time = Sample.Time,
        End = TransactionEnd.Server,
        ServerEndpoint = "https://registry/registry",
        Humans = [new HumanParticipant("800000000103", "TEST URGENTISTE")],
        Organizations =
        [
            new OrganizationParticipant("1000000002") { Kinds = [new CodedValue("SA01", "1.2.3", "hospital")] },
        ],
        PurposesOfUse = [new CodedValue("bris_de_glace", "1.2.4", "Bris de glace")],
        AssertedPatientId = Patient,
    };

    [TestMethod]
    public void ItSaysWhoWhereWhyAndOnWhom()
    {
        var message = AuditSchema.Valid(
            EmergencyAccessEvent.Build(Context, "ITI-18", "inconscient"));

        Assert.AreEqual("110113 110127 E 0", message.EventLine());
        Assert.AreEqual(
            $"800000000103 1000000002 {Sample.Node.SourceId}",
            string.Join(' ', message.Elements("ActiveParticipant").Select(one => one.At("UserID"))));
        Lines.AreEqual(message.ObjectLines(), $"1/1 2 {Patient}");
        Lines.AreEqual(
            message.Elements("ParticipantObjectIdentification").Single().DetailLines(),
            "Transaction=ITI-18", "Mode_Acces_Raison=inconscient");
        StringAssert.Contains(message.ToString(), "bris_de_glace");
    }

    [TestMethod]
    public void ATransactionThatNamesNoPatientIsAboutTheAssertedOne()
    {
        var message = AuditSchema.Valid(
            RetrieveDocumentSetEvent.BuildRefused(Context, new AuditOutcome(EventOutcome.MinorFailure, "refused")));
        Lines.AreEqual(message.ObjectLines(), $"1/1 2 {Patient}");
    }

    [TestMethod]
    public void ATransactionThatNamesItsPatientIsAboutThisOne()
    {
        var message = AuditSchema.Valid(RegisterDocumentSetEvent.Build(
            Context, new AuditedSubmission("9^^^&1.2.3&ISO", null), TransactionResult.Success).Single());
        Lines.AreEqual(message.ObjectLines(), "1/1 2 9^^^&1.2.3&ISO");
    }
}
