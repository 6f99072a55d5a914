using System.IO.Compression;
using System.Net.Security;
using System.Text;
using XdsDmp.Tests.Scenarios.Atna;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>The HTTP ports of the audit repository: FHIR feed, SOAP, pages.</summary>
[TestClass]
[DoNotParallelize]
public sealed class HostileFeedTests
{
    private const long MaxGrowthBytes = 256L * 1024 * 1024;
    private const string Good = """{"resourceType":"AuditEvent","agent":[{"name":"good"}]}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    [DataRow(HostileMessages.DeepJson, 400)]
    [DataRow(HostileMessages.LongNumber, 201)]
    [DataRow(HostileMessages.SameKeys, 201)]
    [DataRow(HostileMessages.ManyNumbers, 201)]
    [DataRow(HostileMessages.ManyContained, 201)]
    public async Task AJsonBombIsAnsweredAndCostsLittle(string name, int status)
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var message = HostileMessages.Of(name);
        using var memory = new LiveMemory();

        var answer = await http.SendAsync(HttpMethod.Post, $"{node.Fhir}/AuditEvent", message).WaitAsync(Patience);

        Assert.AreEqual(status, answer.Status, answer.Body);
        Assert.IsLessThan(MaxGrowthBytes, memory.MaxGrowth());
        await StillTakesAsync(node, http);
    }

    [TestMethod]
    [DataRow(HostileMessages.DeepXml)]
    [DataRow(HostileMessages.EntityBomb)]
    [DataRow(HostileMessages.ExternalEntity)]
    [DataRow(HostileMessages.ManyAttributes)]
    public async Task AnXmlBombIsRefusedAndCostsLittle(string name)
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var message = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(HostileMessages.Of(name))
            .Replace("<AuditMessage>", "<AuditEvent xmlns=\"http://hl7.org/fhir\">", StringComparison.Ordinal)
            .Replace("AuditMessage", "AuditEvent", StringComparison.Ordinal));
        using var memory = new LiveMemory();

        var answer = await http.SendAsync(
            HttpMethod.Post, $"{node.Fhir}/AuditEvent", message, "application/fhir+xml").WaitAsync(Patience);

        Assert.AreEqual(400, answer.Status, answer.Body);
        Assert.IsLessThan(MaxGrowthBytes, memory.MaxGrowth());
        await StillTakesAsync(node, http);
    }

    [TestMethod]
    [DataRow(HostileMessages.DeepXml, 400)]
    [DataRow(HostileMessages.EntityBomb, 200)]
    [DataRow(HostileMessages.ManyObjects, 200)]
    [DataRow(HostileMessages.ManyNumbers, 200)]
    public async Task ABombInsideSoapIsAnsweredAndCostsLittle(string name, int status)
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var message = HostileMessages.Of(name);
        var content = status == 200
            ? $"<Message>{Convert.ToBase64String(message)}</Message>"
            : Encoding.UTF8.GetString(message);
        using var memory = new LiveMemory();

        var answer = await http.SendAsync(
            HttpMethod.Post, node.Soap.AbsoluteUri, Wire.Bytes(Envelope(content)), Wire.SimpleType).WaitAsync(Patience);

        Assert.AreEqual(status, answer.Status, answer.Body);
        Assert.IsLessThan(MaxGrowthBytes, memory.MaxGrowth());
        await StillTakesAsync(node, http);
    }

    [TestMethod]
    [DataRow("fhir/AuditEvent", "application/fhir+json")]
    [DataRow("soap", Wire.SimpleType)]
    [DataRow("login", "application/x-www-form-urlencoded")]
    public async Task ACompressedBodyIsRefusedUnread(string path, string type)
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var url = path == "login" ? new Uri(node.Web, path) : new Uri(node.Fhir, '/' + path);
        using var memory = new LiveMemory();

        var answer = await http.SendAsync(HttpMethod.Post, url.AbsoluteUri, GzipOfZeros(), type, "gzip");

        Assert.AreEqual(415, answer.Status, answer.Body);
        Assert.IsLessThan(MaxGrowthBytes / 4, memory.MaxGrowth());
        await StillTakesAsync(node, http);
    }

    [TestMethod]
    public async Task ALargeFormIsRefused()
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var fields = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200_000).Select(i => $"f{i}=x&")));

        var answer = await http.SendAsync(
            HttpMethod.Post, new Uri(node.Web, "login").AbsoluteUri, fields, "application/x-www-form-urlencoded");

        Assert.IsGreaterThanOrEqualTo(400, answer.Status);
        Assert.IsLessThan(500, answer.Status);
        await StillTakesAsync(node, http);
    }

    [TestMethod]
    public async Task ABodyThatTricklesIsGivenUp()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:MidFrameTimeoutSeconds", "1"));
        using var http = new AtnaHttpClient(node);
        var slow = new List<SslStream>();
        for (var i = 0; i < 20; i++)
        {
            slow.Add(await node.ConnectAsync(node.Fhir.Port));
            await slow[^1].WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /fhir/AuditEvent HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
                + "Content-Length: 8000000\r\n\r\n{"));
        }

        await StillTakesAsync(node, http);
        foreach (var stream in slow)
        {
            using var reader = new StreamReader(stream, Encoding.ASCII);
            StringAssert.StartsWith(await reader.ReadLineAsync().WaitAsync(Patience), "HTTP/1.1 408");
        }
    }

    private static async Task StillTakesAsync(AtnaNode node, AtnaHttpClient http)
    {
        var answer = await http.SendAsync(HttpMethod.Post, $"{node.Fhir}/AuditEvent", Encoding.UTF8.GetBytes(Good));
        Assert.AreEqual(201, answer.Status, answer.Body);
    }

    private static string Envelope(string content) => Wire.Envelope(
        Wire.Action("urn:xdsdmp:atna:RecordAuditMessage"),
        $"<RecordAuditMessageRequest xmlns=\"urn:xdsdmp:atna\">{content}</RecordAuditMessageRequest>");

    /// <summary>A gigabyte in a megabyte.</summary>
    private static byte[] GzipOfZeros()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 200; i++)
            {
                gzip.Write(zeros);
            }
        }

        return packed.ToArray();
    }
}
