using System.Text;
using XdsDmp.Audit;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Unit.Audit.Summaries;

[TestClass]
public sealed class AuditMessageReaderTests
{
    private const string Modern = """
        <AuditMessage>
          <EventIdentification EventActionCode="E" EventDateTime="2026-03-01T10:00:00+01:00" EventOutcomeIndicator="4">
            <EventID csd-code="110112" codeSystemName="DCM" originalText="Query"/>
            <EventTypeCode csd-code="ITI-18" codeSystemName="IHE Transactions" originalText="Registry Stored Query"/>
            <EventOutcomeDescription>refused</EventOutcomeDescription>
            <PurposeOfUse csd-code="NORM" codeSystemName="1.2" originalText="normal"/>
          </EventIdentification>
          <ActiveParticipant UserID="u" AlternativeUserID="7" UserName="n" UserIsRequestor="true" UserTypeCode="2"
              NetworkAccessPointID="192.0.2.1" NetworkAccessPointTypeCode="2">
            <UserIDTypeCode csd-code="110182" codeSystemName="DCM" originalText="Node ID"/>
            <RoleIDCode csd-code="110153" codeSystemName="DCM" originalText="Source"/>
            <MediaIdentifier>
              <MediaType csd-code="110033" codeSystemName="DCM" originalText="DVD"/>
            </MediaIdentifier>
          </ActiveParticipant>
          <AuditSourceIdentification AuditEnterpriseSiteID="site" AuditSourceID="source">
            <AuditSourceTypeCode csd-code="4"/>
          </AuditSourceIdentification>
          <ParticipantObjectIdentification ParticipantObjectID="1^^^&amp;1.2&amp;ISO" ParticipantObjectTypeCode="1"
              ParticipantObjectTypeCodeRole="1" ParticipantObjectDataLifeCycle="6" ParticipantObjectSensitivity="V">
            <ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" originalText="Patient Number"/>
            <ParticipantObjectName>Du<!-- a comment --><![CDATA[pont]]></ParticipantObjectName>
            <ParticipantObjectDetail type="MSH-10" value="w6kx"/>
            <ParticipantObjectDescription><Accession Number="A7"/><MPPS UID="1.9"/></ParticipantObjectDescription>
          </ParticipantObjectIdentification>
        </AuditMessage>
        """;

    [TestMethod]
    public void TheModernFormIsReadWithoutFindings()
    {
        var summary = Read(Modern);

        Assert.IsTrue(summary.IsParsed);
        Assert.IsEmpty(summary.Findings);
        Assert.AreEqual("110112", summary.Event.Id!.Code);
        Assert.AreEqual(EventTypes.Iti18, summary.Event.TypeCodes.Single());
        Assert.AreEqual("E", summary.Event.Action);
        Assert.AreEqual(4, summary.Event.Outcome);
        Assert.AreEqual("refused", summary.Event.OutcomeDescription);
        Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), summary.Event.Time);
        Assert.IsFalse(summary.Event.IsTimeZoneMissing);
        Assert.AreEqual("NORM", summary.Event.PurposesOfUse[0].Code);
        Assert.AreEqual("source", summary.SourceId);
        Assert.AreEqual("site", summary.EnterpriseSiteId);
        Assert.AreEqual("4", summary.Sources[0].TypeCodes[0].Code);
    }

    [TestMethod]
    public void TheParticipantIsReadInFull()
    {
        var participant = Read(Modern).Participants.Single();

        Assert.AreEqual("u", participant.UserId);
        Assert.AreEqual("7", participant.AlternativeUserId);
        Assert.AreEqual("n", participant.UserName);
        Assert.AreEqual(true, participant.IsRequestor);
        Assert.AreEqual("192.0.2.1", participant.NetworkAccessPointId);
        Assert.AreEqual("2", participant.NetworkAccessPointTypeCode);
        Assert.AreEqual("110182", participant.UserIdTypeCode!.Code);
        Assert.AreEqual("110153", participant.RoleIdCodes.Single().Code);
        Assert.AreEqual("110033", participant.MediaType!.Code);
    }

    [TestMethod]
    public void TheObjectIsReadInFull()
    {
        var patient = Read(Modern).Objects.Single();

        Assert.AreEqual("1^^^&1.2&ISO", patient.Id);
        Assert.IsNull(patient.RepairedId);
        Assert.AreEqual("2", patient.IdTypeCode!.Code);
        Assert.AreEqual("1/1/6/V", $"{patient.TypeCode}/{patient.Role}/{patient.LifeCycle}/{patient.Sensitivity}");
        Assert.AreEqual("Dupont", patient.Name);
        Lines.AreEqual(patient.Details.Select(d => $"{d.Type}={d.Value}"), "MSH-10=é1", "Accession=A7", "MPPS=1.9");
    }

    [TestMethod]
    public void TheDialectOfRfc3881IsRead()
    {
        var summary = Read("""
            <AuditMessage>
              <EventIdentification EventDateTime="2009-11-29T15:15:19" EventOutcomeIndicator="0">
                <EventID code="110100" codeSystemName="DCM" displayName="Application Activity"/>
              </EventIdentification>
              <ActiveParticipant UserID="a"/>
              <AuditSourceIdentification AuditSourceID="first">
                <AuditSourceTypeCode code="1"/>
              </AuditSourceIdentification>
              <AuditSourceIdentification AuditSourceID="second"/>
              <ParticipantObjectIdentification ParticipantObjectID="x&amp;amp;y" ParticipantObjectName="Jane">
                <ParticipantObjectIDTypeCode code="2"/>
              </ParticipantObjectIdentification>
            </AuditMessage>
            """);

        Assert.IsTrue(summary.IsParsed);
        Assert.AreEqual(
            EventIds.ApplicationActivity with { DisplayName = "Application Activity" }, summary.Event.Id);
        Assert.IsTrue(summary.Event.IsTimeZoneMissing);
        Assert.AreEqual(new DateTimeOffset(2009, 11, 29, 15, 15, 19, TimeSpan.Zero), summary.Event.Time);
        Assert.IsNull(summary.Participants[0].IsRequestor);
        Lines.AreEqual(summary.Sources.Select(source => source.SourceId!), "first", "second");
        Assert.AreEqual("1", summary.Sources[0].TypeCodes[0].Code);
        Assert.AreEqual("x&amp;y", summary.Objects[0].Id);
        Assert.AreEqual("x&y", summary.Objects[0].RepairedId);
        Assert.AreEqual("Jane", summary.Objects[0].Name);
        Lines.AreEqual(
            Codes(summary).Distinct(),
            "TimeZoneMissing", "CodeAttributeLegacy", "AttributeMissing", "SourceTypeLegacy", "DoubleEscaped",
            "CodeIncomplete", "NameAsAttribute", "ElementRepeated");
    }

    [TestMethod]
    [DataRow("><AuditSourceTypeCode>4</AuditSourceTypeCode>")]
    [DataRow("><AuditSourceTypeCode code='4'/>")]
    [DataRow(" code='4'>")]
    public void TheSourceTypeIsReadInAllItsForms(string source)
    {
        var element = $"<AuditSourceIdentification AuditSourceID='s'{source}</AuditSourceIdentification>";

        var summary = Read($"<AuditMessage>{element}</AuditMessage>");

        Assert.AreEqual("4", summary.Sources[0].TypeCodes.Single().Code);
        Assert.Contains("SourceTypeLegacy", Codes(summary));
    }

    [TestMethod]
    [DataRow("true", true)]
    [DataRow("1", true)]
    [DataRow("FALSE", false)]
    [DataRow("0", false)]
    [DataRow("maybe", null)]
    public void TheRequestorIsReadInAllItsForms(string value, bool? expected)
    {
        var summary = Read($"<AuditMessage><ActiveParticipant UserID='u' UserIsRequestor='{value}'/></AuditMessage>");

        Assert.AreEqual(expected, summary.Participants[0].IsRequestor);
        Assert.AreEqual(expected is null, Codes(summary).Contains("ValueInvalid"));
    }

    [TestMethod]
    [DataRow("PGE+\n  PC9h\n Pg==", "<a></a>", false)]
    [DataRow("PGE+PC9hPg", "<a></a>", false)]
    [DataRow("GET /x?y=z", "GET /x?y=z", true)]
    public void AQueryIsBase64OrPlain(string value, string expected, bool isNoted)
    {
        var summary = Read(
            $"<AuditMessage>{AnObject($"<ParticipantObjectQuery>{value}</ParticipantObjectQuery>")}</AuditMessage>");

        Assert.AreEqual(expected, Encoding.UTF8.GetString(summary.Objects[0].Query!.Value.Span));
        Assert.AreEqual(isNoted, Codes(summary).Contains("NotBase64"));
    }

    [TestMethod]
    [DataRow("MS4yLjM=", "1.2.3")]
    [DataRow("1.2.3.4", "1.2.3.4")]
    [DataRow("ABCD", "ABCD")]
    public void ADetailIsDecodedWhenThatGivesText(string value, string expected)
    {
        var detail = $"<ParticipantObjectDetail type='t' value='{value}'/>";

        var summary = Read($"<AuditMessage>{AnObject(detail)}</AuditMessage>");

        Assert.AreEqual(new ObjectDetail("t", expected), summary.Objects[0].Details.Single());
    }

    [TestMethod]
    public void NamespacesAndStrangersArePassedOver()
    {
        var summary = Read(Modern
            .Replace("<AuditMessage>", "<AuditMessage xmlns='urn:x' xmlns:y='urn:y' y:z='1'><y:new><deep/></y:new>",
                StringComparison.Ordinal)
            .Replace("UserID=\"u\"", "UserID=\"u\" y:UserID=\"other\" new=\"1\"", StringComparison.Ordinal));

        Assert.AreEqual("u", summary.Participants[0].UserId);
        Lines.AreEqual(Codes(summary), "NamespaceUsed");
    }

    [TestMethod]
    [DataRow("EventOutcomeIndicator=\"4\"", "EventOutcomeIndicator=\"5\"", FindingCode.ValueInvalid)]
    [DataRow("EventOutcomeIndicator=\"4\"", "EventOutcomeIndicator=\"bad\"", FindingCode.ValueInvalid)]
    [DataRow("EventActionCode=\"E\"", "EventActionCode=\"X\"", FindingCode.ValueInvalid)]
    [DataRow("2026-03-01T10:00:00+01:00", "today", FindingCode.TimeInvalid)]
    [DataRow("UserID=\"u\"", "", FindingCode.AttributeMissing)]
    [DataRow("AuditSourceID=\"source\"", "", FindingCode.AttributeMissing)]
    [DataRow("csd-code=\"110112\"", "", FindingCode.AttributeMissing)]
    [DataRow("originalText=\"Query\"", "", FindingCode.CodeIncomplete)]
    [DataRow("w6kx", "?!", FindingCode.NotBase64)]
    public void AFaultIsNoted(string part, string replacement, FindingCode expected)
    {
        Assert.Contains(part, Modern);

        var summary = Read(Modern.Replace(part, replacement, StringComparison.Ordinal));

        Assert.IsTrue(summary.IsParsed);
        Assert.Contains(expected, summary.Findings.Select(finding => finding.Code));
    }

    [TestMethod]
    public void MissingPartsAreNoted() => Lines.AreEqual(
        Read("<AuditMessage/>").Findings.Select(finding => $"{finding.Code} {finding.Detail}"),
        "ElementMissing EventIdentification",
        "ElementMissing ActiveParticipant",
        "ElementMissing AuditSourceIdentification");

    [TestMethod]
    public void OfACutMessageTheBeginningIsKept()
    {
        var summary = Read(Modern[..(Modern.IndexOf("<RoleIDCode", StringComparison.Ordinal) + 5)]);

        Assert.IsFalse(summary.IsParsed);
        Lines.AreEqual(Codes(summary), "XmlTruncated");
        Assert.AreEqual("110112", summary.Event.Id!.Code);
        Assert.AreEqual("u", summary.Participants.Single().UserId);
    }

    [TestMethod]
    [DataRow("", FindingCode.NotAnAuditMessage)]
    [DataRow("\0\0\n", FindingCode.NotAnAuditMessage)]
    [DataRow("su: session opened for user root", FindingCode.NotAnAuditMessage)]
    [DataRow("[1, 2]", FindingCode.NotAnAuditMessage)]
    [DataRow("<IHEYr4/>", FindingCode.NotAnAuditMessage)]
    [DataRow("<!DOCTYPE a [<!ENTITY e 'x'>]><AuditMessage>&e;</AuditMessage>", FindingCode.XmlMalformed)]
    [DataRow("<AuditMessage><a></b></AuditMessage>", FindingCode.XmlMalformed)]
    [DataRow("<AuditMessage a='1' a='2'></AuditMessage>", FindingCode.XmlMalformed)]
    public void WhatIsNoAuditMessageIsNotParsed(string message, FindingCode expected)
    {
        var summary = Read(message);

        Assert.IsFalse(summary.IsParsed);
        Assert.Contains(expected, summary.Findings.Select(finding => finding.Code));
    }

    [TestMethod]
    public void PlainTextIsNoAuditMessageAndNothingElse() =>
        Lines.AreEqual(Codes(Read("su: session opened for user root")), "NotAnAuditMessage");

    [TestMethod]
    [DataRow("<AuditMessage x:y='1'>|</AuditMessage>", "")]
    [DataRow("<x:AuditMessage>|</x:AuditMessage>", "NamespaceUsed")]
    [DataRow("audited: <AuditMessage>|</AuditMessage>", "SurroundingBytes")]
    [DataRow("audited <?xml version='1.0'?><AuditMessage>|</AuditMessage>", "SurroundingBytes")]
    [DataRow("<85>1 - h a 1 IHE+RFC-3881 - <AuditMessage>|</AuditMessage>", "SurroundingBytes")]
    [DataRow("<AuditMessage>|</AuditMessage> #015", "SurroundingBytes")]
    [DataRow("<AuditMessage>|</AuditMessage><AuditMessage/>", "SurroundingBytes")]
    public void WhatSurroundsAMessageDoesNotHideIt(string around, string finding)
    {
        var summary = Read(around.Replace(
            "|", "<ActiveParticipant UserID='u' UserIsRequestor='1'/>", StringComparison.Ordinal));

        Assert.IsTrue(summary.IsParsed);
        Assert.AreEqual("u", summary.Participants.Single().UserId);
        Lines.AreEqual(
            Codes(summary).Where(code => code != "ElementMissing"), finding.Length == 0 ? [] : [finding]);
    }

    [TestMethod]
    public void AllLayersOfEscapesAreTakenOff()
    {
        var summary = Read(
            "<AuditMessage><ParticipantObjectIdentification ParticipantObjectID='7^^^&amp;amp;amp;1.2&amp;amp;amp;ISO'>"
            + "</ParticipantObjectIdentification></AuditMessage>");

        Assert.AreEqual("7^^^&amp;amp;1.2&amp;amp;ISO", summary.Objects[0].Id);
        Assert.AreEqual("7^^^&1.2&ISO", summary.Objects[0].RepairedId);
    }

    [TestMethod]
    public void ADeepMessageIsNotParsed()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 50)) + string.Concat(Enumerable.Repeat("</a>", 50));

        var summary = AuditMessageReader.Read(
            Encoding.UTF8.GetBytes($"<AuditMessage>{deep}</AuditMessage>"), new XmlLimits { MaxDepth = 20 });

        Assert.IsFalse(summary.IsParsed);
        Lines.AreEqual(Codes(summary), "XmlMalformed");
    }

    [TestMethod]
    public void TheIndexIsBounded()
    {
        var many = string.Concat(Enumerable.Repeat("<ActiveParticipant UserID='u' UserIsRequestor='1'/>", 1_001));
        var wide = string.Concat(Enumerable.Repeat("<a/>", 20_001));

        var summary = Read($"<AuditMessage>{many}</AuditMessage>");
        Assert.HasCount(1_000, summary.Participants);
        Assert.Contains("TooMuchContent", Codes(summary));
        Assert.Contains("TooMuchContent", Codes(Read($"<AuditMessage>{AnObject(wide)}</AuditMessage>")));
    }

    private static AuditSummary Read(string message) => AuditMessageReader.Read(Encoding.UTF8.GetBytes(message));

    private static string AnObject(string content) =>
        $"<ParticipantObjectIdentification ParticipantObjectID='x'>{content}</ParticipantObjectIdentification>";

    private static IEnumerable<string> Codes(AuditSummary summary) =>
        summary.Findings.Select(finding => finding.Code.ToString());
}
