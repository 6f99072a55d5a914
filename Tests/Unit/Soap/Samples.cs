using System.Text;
using System.Xml;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Soap;

/// <summary>Messages as peers send them.</summary>
internal static class Samples
{
    public const string Env12 = "http://www.w3.org/2003/05/soap-envelope";
    public const string Env11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Boundary = "MIMEBoundary_X";
    public const string SimpleType = "application/soap+xml; charset=UTF-8";
    public const string MtomType =
        $"multipart/related; type=\"application/xop+xml\"; start=\"<root@x>\"; start-info=\"application/soap+xml\"; "
        + $"boundary=\"{Boundary}\"";

    public const string RootHeaders =
        "Content-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\n"
        + "Content-Transfer-Encoding: binary\r\nContent-ID: <root@x>\r\n";

    public static readonly SoapLimits Limits = new()
    {
        InlineDocumentElement = new XmlQualifiedName("Document", "urn:docs"),
    };

    public static string Envelope(string body = "<b:Ask xmlns:b='urn:b'/>", string header = "", string env = Env12) =>
        $"<s:Envelope xmlns:s='{env}' xmlns:a='http://www.w3.org/2005/08/addressing'>"
        + $"<s:Header><a:Action s:mustUnderstand='1'> urn:act </a:Action><a:MessageID>urn:uuid:1</a:MessageID>{header}"
        + $"</s:Header><s:Body>{body}</s:Body></s:Envelope>";

    /// <summary>Header lines and content of an attachment.</summary>
    public static string Part(string id, string content, string more = "") =>
        $"Content-Type: text/plain\r\nContent-ID: <{id}>\r\n{more}\r\n{content}";

    public static string Root(string? envelope = null) => $"{RootHeaders}\r\n{envelope ?? Envelope()}";

    /// <summary>A whole package of the given parts, each with its headers.</summary>
    public static string Package(params string[] parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append($"\r\n--{Boundary}\r\n{part}");
        }

        return text.Append($"\r\n--{Boundary}--\r\n").ToString();
    }

    public static async Task<(SoapMessage Message, CollectingSink Sink)> ReadAsync(
        string type, string body, SoapLimits? limits = null) =>
        await ReadAsync(type, Encoding.UTF8.GetBytes(body), limits);

    public static async Task<(SoapMessage Message, CollectingSink Sink)> ReadAsync(
        string type, byte[] body, SoapLimits? limits = null)
    {
        var sink = new CollectingSink();
        var reader = new SoapMessageReader(type, Arrival.AtOnce(body), limits ?? Limits);
        var message = await reader.ReadEnvelopeAsync(sink, CancellationToken.None);
        await reader.ReadAttachmentsAsync(sink, CancellationToken.None);
        return (message, sink);
    }

    /// <summary>Expects a fault whose reason holds the words.</summary>
    public static async Task<FaultDescription> FaultAsync(
        string type, string body, string words, SoapLimits? limits = null)
    {
        var thrown = await Assert.ThrowsExactlyAsync<SoapFaultException>(() => ReadAsync(type, body, limits));
        Assert.Contains(words, thrown.Reason);
        return thrown.Fault;
    }

    public static Task<FaultDescription> MtomFaultAsync(string words, params string[] parts) =>
        FaultAsync(MtomType, Package(parts), words);
}
