using System.Buffers;
using System.Text;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>
/// Writes the answers to a change: PRPA_IN201312UV02 done and 201313 refused, for TD1.1 within the wrapper of the DMP;
/// 201315 and 201316 for TD1.2, TD1.3b and TD1.4.
/// </summary>
internal static class RegistrationAnswerWriter
{
    public const string WrapperNamespace = "asip:ci-sis:gdp:2010";
    public const string Wrapper = "PRPA_IN201311UV02_Response";

    /// <summary>TD1.1.</summary>
    public static ReadOnlyMemory<byte> WriteCreated(
        AnswerHeader header, RegistrationRequest request, IReadOnlyList<PatientId> identifiers)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        var xml = new Utf8XmlWriter(body);
        xml.Start("gdp:PRPA_IN201311UV02_Response"u8).Attribute("xmlns:gdp"u8, WrapperNamespace);
        Write(xml, header.Problems.Count == 0 ? "PRPA_IN201312UV02" : "PRPA_IN201313UV02", header, request,
            identifiers, PatientWriter.Active);
        xml.End("gdp:PRPA_IN201311UV02_Response"u8);
        return body.WrittenMemory;
    }

    /// <summary>TD1.2, TD1.3b, TD1.4.</summary>
    public static ReadOnlyMemory<byte> WriteChanged(
        AnswerHeader header, RegistrationRequest request, IReadOnlyList<PatientId> identifiers, string status)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        Write(
            new Utf8XmlWriter(body), header.Problems.Count == 0 ? "PRPA_IN201315UV02" : "PRPA_IN201316UV02", header,
            request, identifiers, status);
        return body.WrittenMemory;
    }

    /// <summary>What was done names its patient as an event, what was refused as the request that it was.</summary>
    private static void Write(
        Utf8XmlWriter xml, string name, AnswerHeader header, RegistrationRequest request,
        IReadOnlyList<PatientId> identifiers, string status)
    {
        var isDone = header.Problems.Count == 0;
        var act = isDone ? "registrationEvent"u8 : "registrationRequest"u8;
        xml.Begin(name, header);
        xml.BeginAct(name.Replace("_IN", "_TE", StringComparison.Ordinal));
        xml.BeginSubject(act, isDone ? "EVN" : "RQO");
        PatientWriter.WriteReference(
            xml,
            isDone
                ? identifiers.Select(id => new InstanceIdentifier(id.Authority, id.Extension))
                : request.Patient,
            isDone ? status : request.Status ?? PatientWriter.Active);
        xml.EndSubject(act);
        xml.End("controlActProcess"u8).End(Encoding.ASCII.GetBytes(name));
    }
}
