using System.Text;
using XdsDmp.Hosting;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.PatientIdentity;

/// <summary>Messages of ITI-44 as an MPI writes them.</summary>
internal static class TestPrpa
{
    public const string MessageId = "2.25.1";

    public static string Add(string id, string? root = null) =>
        Message("PRPA_IN201301UV02", PatientIds((root ?? Adt.Domain, id)));

    public static string Revise(string id) => Message("PRPA_IN201302UV02", PatientIds((Adt.Domain, id)));

    public static string Merge(string surviving, string subsumed) => Message(
        "PRPA_IN201304UV02", PatientIds((Adt.Domain, surviving)), Prior((Adt.Domain, subsumed)));

    public static string PatientIds(params IEnumerable<(string Root, string Extension)> ids) =>
        string.Concat(ids.Select(id => $"<id root=\"{id.Root}\" extension=\"{id.Extension}\"/>"));

    public static string Prior(params IEnumerable<(string Root, string Extension)> ids) =>
        $"""
        <replacementOf typeCode="RPLC"><priorRegistration classCode="REG" moodCode="EVN">
        <statusCode code="obsolete"/><subject1 typeCode="SBJ"><priorRegisteredRole classCode="PAT">{PatientIds(ids)}
        </priorRegisteredRole></subject1></priorRegistration></replacementOf>
        """;

    public static string Message(string name, string patientIds, string replacement = "") =>
        $"""
        <{name} xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0"><id root="{MessageId}" extension="7"/>
        <creationTime value="20260301120000"/><interactionId root="2.16.840.1.113883.1.6" extension="{name}"/>
        <processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="AL"/>
        <receiver typeCode="RCV"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.42.1"/></device>
        </receiver>
        <sender typeCode="SND"><device classCode="DEV" determinerCode="INSTANCE"><id root="1.2.42.2"/></device></sender>
        <controlActProcess classCode="CACT" moodCode="EVN"><subject typeCode="SUBJ">
        <registrationEvent classCode="REG" moodCode="EVN"><id nullFlavor="NA"/><subject1 typeCode="SBJ">
        <patient classCode="PAT">{patientIds}<patientPerson classCode="PSN" determinerCode="INSTANCE">
        <asOtherIDs classCode="PAT"><id root="{Adt.Domain}" extension="NOT-THIS-ONE"/></asOtherIDs></patientPerson>
        </patient></subject1>{replacement}</registrationEvent></subject></controlActProcess></{name}>
        """;

    public static TransactionId Transaction(string message) =>
        message.Contains("IN201301", StringComparison.Ordinal) ? TransactionId.Iti44Add
        : message.Contains("IN201302", StringComparison.Ordinal) ? TransactionId.Iti44Revise
        : TransactionId.Iti44Merge;

    public static byte[] Bytes(string message) => Encoding.UTF8.GetBytes(message);
}
