using System.Text;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>Messages as bytes, for tests that break them.</summary>
internal static class Wire
{
    public const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string SimpleType = "application/soap+xml; charset=UTF-8";
    public const string Query = "urn:ihe:iti:2007:RegistryStoredQuery";
    public const string Provide = "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b";
    public const string Retrieve = "urn:ihe:iti:2007:RetrieveDocumentSet";
    public const string RootId = "root@test";

    /// <summary>An ITI-18 that a registry answers (no such document).</summary>
    public const string GoodQuery =
        """
        <query:AdhocQueryRequest xmlns:query="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"
            xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">
          <query:ResponseOption returnComposedObjects="true" returnType="LeafClass"/>
          <rim:AdhocQuery id="urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4">
            <rim:Slot name="$XDSDocumentEntryUniqueId"><rim:ValueList><rim:Value>('1.2.3')</rim:Value></rim:ValueList></rim:Slot>
          </rim:AdhocQuery>
        </query:AdhocQueryRequest>
        """;

    /// <summary>An ITI-43 that a repository answers (no such document).</summary>
    public const string GoodRetrieve =
        """
        <xds:RetrieveDocumentSetRequest xmlns:xds="urn:ihe:iti:xds-b:2007"><xds:DocumentRequest>
          <xds:RepositoryUniqueId>1.2.3</xds:RepositoryUniqueId><xds:DocumentUniqueId>1.2.3</xds:DocumentUniqueId>
        </xds:DocumentRequest></xds:RetrieveDocumentSetRequest>
        """;

    public static string Action(string action) => $"<wsa:Action s:mustUnderstand=\"1\">{action}</wsa:Action>";

    public static string Envelope(string headers, string body, string soap = Soap12) =>
        $"""
        <s:Envelope xmlns:s="{soap}" xmlns:wsa="http://www.w3.org/2005/08/addressing"><s:Header>{headers}
        <wsa:MessageID>urn:uuid:{Guid.NewGuid()}</wsa:MessageID></s:Header><s:Body>{body}</s:Body></s:Envelope>
        """;

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string PackageType(string boundary = "BOUNDARY", string start = RootId) =>
        $"multipart/related; type=\"application/xop+xml\"; start=\"<{start}>\"; start-info=\"application/soap+xml\"; boundary=\"{boundary}\"";

    public static string Root(string envelope, string boundary = "BOUNDARY") =>
        $"--{boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\n"
        + $"Content-Transfer-Encoding: binary\r\nContent-ID: <{RootId}>\r\n\r\n{envelope}\r\n";

    public static string Part(string contentId, string content, string headers = "", string boundary = "BOUNDARY") =>
        $"--{boundary}\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{contentId}>\r\n{headers}\r\n"
        + $"{content}\r\n";

    public static string End(string boundary = "BOUNDARY") => $"--{boundary}--\r\n";

    /// <summary>An HTTP/1.1 request as bytes.</summary>
    public static byte[] Http(Uri url, string headers, string body) => Bytes(
        $"POST {url.AbsolutePath} HTTP/1.1\r\nHost: {url.Authority}\r\n{headers}\r\n{body}");
}
