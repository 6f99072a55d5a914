using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;
using XdsDmp.Registry.Dmp.Traces;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Traces;

/// <summary>Lines of traces made of the audit messages that services really write.</summary>
[TestClass]
public sealed class TraceReaderTests
{
    private const string Patient = "270019999000102^^^&1.2.250.1.213.1.4.10&ISO";
    private static readonly TraceReader Reader = new(["CN=node", "gateway"]);

    private static readonly AuditContext Context = new()
    {
        Node = new AuditNode { SourceId = "xdsdmp-registry", ProcessId = "1", HostName = "host" },
        Time = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero),
        End = TransactionEnd.Server,
        ServerEndpoint = "https://registry/registry",
        ClientCertificateSubject = "CN=card",
        PeerAddress = "192.0.2.1",
        Humans =
        [
            new HumanParticipant("<800000000101@CN=card>", "<800000000101@CN=card>")
            {
                Roles = [new CodedValue("10", "1.2.3", "Médecin")],
            },
            new HumanParticipant("800000000101", "TEST MEDECIN")
            {
                Roles = [new CodedValue("10", "1.2.3", "Médecin"), new CodedValue("SM26", "1.2.4", "MG")],
            },
        ],
        Organizations =
        [
            new OrganizationParticipant("1000000001") { Kinds = [new CodedValue("SA07", "1.2.5", "Cabinet")] },
        ],
        PurposesOfUse = [new CodedValue("normal", "1.2.6", "Accès normal")],
        AssertedPatientId = Patient,
    };

    [TestMethod]
    public void ALineSaysWhoAsWhatFromWhereHowAndWhat()
    {
        var line = Line(RetrieveDocumentSetEvent.Build(
            Context, [new AuditedDocument("1.2.3", "1.9", AuditOutcome.Success) { PatientId = Patient }]).Single())!;
        Assert.AreEqual("800000000101", line.UserId);
        Assert.AreEqual("TEST MEDECIN", line.UserName);
        Assert.AreEqual("10 SM26", string.Join(' ', line.Roles.Select(role => role.Code)));
        Assert.AreEqual("1000000001", line.StructureId);
        Assert.AreEqual("SA07", line.Sector);
        Assert.AreEqual("normal", line.Mode);
        Assert.AreEqual(TraceAction.Retrieve, line.Action);
        Assert.AreEqual("ITI-43", line.Transaction);
        Assert.IsTrue(line.IsSuccess);
        Assert.IsFalse(line.IsEmergency);
        Assert.AreEqual("1.2.3", line.Documents.Single().UniqueId);
        Assert.AreEqual(Context.Time, line.Time);
    }

    [TestMethod]
    public void ASubmissionNamesItsSet()
    {
        var line = Line(ProvideAndRegisterDocumentSetEvent.Build(
            Context, new AuditedSubmission(Patient, "1.2.3.4"), TransactionResult.Success).Single())!;
        Assert.AreEqual(TraceAction.Feed, line.Action);
        Assert.AreEqual("1.2.3.4", line.SubmissionSets.Single());
    }

    [TestMethod]
    public void WhatWasRefusedIsALine()
    {
        var line = Line(RetrieveDocumentSetEvent.BuildRefused(
            Context, new AuditOutcome(EventOutcome.MinorFailure, "no")))!;
        Assert.IsFalse(line.IsSuccess);
    }

    [TestMethod]
    [DataRow("bris_de_glace")]
    [DataRow("centre_15")]
    public void AnEmergencySaysWhatForAndWhy(string mode)
    {
        var context = Context with { PurposesOfUse = [new CodedValue(mode, "1.2.6", mode)] };
        var line = Line(EmergencyAccessEvent.Build(context, "ITI-18", "inconscient"))!;
        Assert.AreEqual(TraceAction.EmergencyAccess, line.Action);
        Assert.AreEqual("ITI-18", line.Transaction);
        Assert.AreEqual(mode, line.Mode);
        Assert.AreEqual("inconscient", line.Reason);
        Assert.IsTrue(line.IsEmergency);
    }

    [TestMethod]
    public void ASecretConnectionIsKnown()
    {
        var context = Context with
        {
            PurposesOfUse =
            [
                new CodedValue("connexion_secrete", "1.2.6", ""), new CodedValue("normal", "1.2.6", "Accès normal"),
            ],
        };
        var line = Line(TracesReadEvent.Build(context, Patient, TransactionResult.Success).Single())!;
        Assert.IsTrue(line.IsSecret);
        Assert.AreEqual("normal", line.Mode);
        Assert.AreEqual(TraceAction.ReadTraces, line.Action);
    }

    [TestMethod]
    public void AnActOfTheDmpsOwnIsALine()
    {
        var line = Line(DmpTransactionEvent.Build(
            Context, new AuditedDmpAccess("TD0.3", "Authorisation", EventAction.Update, Patient),
            TransactionResult.Success).Single())!;
        Assert.AreEqual(TraceAction.Administration, line.Action);
        Assert.AreEqual("TD0.3", line.Transaction);
    }

    [TestMethod]
    [DataRow("CN=node", null)]
    [DataRow("CN=other", "gateway")]
    public void WhatOurOwnServicesPassOnIsToldElsewhere(string subject, string? system) => Assert.IsNull(Line(
        RegisterDocumentSetEvent.Build(
            Context with { ClientCertificateSubject = subject, ClientSystem = system },
            new AuditedSubmission(Patient, "1.2"), TransactionResult.Success).Single() is var message
            ? message with { Event = message.Event with { TypeCodes = [EventTypes.Iti18] } }
            : null!));

    [TestMethod]
    public void WithoutAUserThereIsNoLine()
    {
        Assert.IsNull(Line(TracesReadEvent.Build(
            Context with { Humans = [], Organizations = [] }, Patient, TransactionResult.Success).Single()));
        Assert.IsNull(Line(ApplicationActivityEvent.BuildStart(Context.Node, Context.Time)));
    }

    [TestMethod]
    public void ITI42IsToldByTheRepository() => Assert.IsNull(Line(RegisterDocumentSetEvent.Build(
        Context, new AuditedSubmission(Patient, "1.2"), TransactionResult.Success).Single()));

    private static TraceLine? Line(AuditMessage message) =>
        Reader.Read(AuditMessageReader.Read(AuditMessageWriter.Write(message)));
}
