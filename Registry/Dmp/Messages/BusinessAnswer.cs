using System.Buffers;
using System.Text;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Xml;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>The answer of a business service: <c>status </c>, <c>context </c>, and what was asked for.</summary>
internal static class BusinessAnswer
{
    public static ReadOnlyMemory<byte> Done(
        TransactionId id, string context, Action<Utf8XmlWriter>? writeRest = null) =>
        Write(id, DmpErrorCode.Ok, context, writeRest);

    public static ReadOnlyMemory<byte> Refused(
        TransactionId id, IReadOnlyList<DmpProblem> problems, Language language) => Write(
            id, problems[0].Code,
            string.Join("; ", problems.Select(problem => problem.Explanation.ToString(language))), null);

    private static ReadOnlyMemory<byte> Write(
        TransactionId id, DmpErrorCode code, string context, Action<Utf8XmlWriter>? writeRest)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        var xml = new Utf8XmlWriter(body);
        var name = Encoding.ASCII.GetBytes($"{id.RequestElement.LocalName}Response");
        xml.Start(name).Attribute("xmlns"u8, id.RequestElement.Namespace);
        xml.Element("status"u8, code.Text()).Element("context"u8, context);
        writeRest?.Invoke(xml);
        xml.End(name);
        return body.WrittenMemory;
    }
}
