using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>ITI-20 over FHIR: what senders may count on.</summary>
[TestClass]
public sealed class FhirFeedTests
{
    private const string Event = """
         {"resourceType":"AuditEvent", "type":{"system":"urn:x","code":"feed-test"},"recorded":"2026-03-01T10:00:00Z",
         "agent":[{"who":{"identifier":{"value":"dr.feed"}},"requestor":true}],"source":{"observer":{"display":"s"}},
         "entity":[{"what":{"identifier":{"system":"urn:oid:1.2.3","value":"p1"}},"role":{"code":"1"}}]}

        """;

    private const string XmlEvent =
        "<AuditEvent xmlns=\"http://hl7.org/fhir\"><type><code value=\"feed-xml\"/></type></AuditEvent>";

    [TestMethod]
    public async Task AnEventIsARecordOfItsOctets()
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);

        var (status, _, location) = await http.SendAsync(
            HttpMethod.Post, $"{node.Fhir}/AuditEvent", Encoding.UTF8.GetBytes(Event));

        Assert.AreEqual(201, status);
        using var archive = node.OpenArchive();
        var line = archive.List(new AuditFilter { Patient = "p1^^^&1.2.3&ISO", User = "dr.feed" }).Single();
        Assert.AreEqual($"{node.Fhir}/AuditEvent/{line.Sequence}", location!.AbsoluteUri);
        var record = archive.Find(line.Sequence)!;
        Assert.AreEqual(Event, Encoding.UTF8.GetString(record.Message.Raw));
        Assert.AreEqual("fhir", record.Message.Transport);
        StringAssert.Contains(record.Message.PeerCertificate, "practice", StringComparison.Ordinal);
        Assert.IsTrue(archive.Verify().IsIntact);
    }

    [TestMethod]
    public async Task ABadEntryDoesNotFailTheOthers()
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var good = "{\"resource\":" + Event + "}";
        var bundle = "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
            + good + ",{\"resource\":{}}," + good + "]}";

        var (status, body, _) = await http.SendAsync(HttpMethod.Post, $"{node.Fhir}", Encoding.UTF8.GetBytes(bundle));
        var (refused, _, _) = await http.SendAsync(
            HttpMethod.Post, $"{node.Fhir}",
            Encoding.UTF8.GetBytes(bundle.Replace("batch", "transaction", StringComparison.Ordinal)));

        Assert.AreEqual(200, status);
        Assert.AreEqual(400, refused);
        Assert.HasCount(3, body.Split("201 Created"));
        Assert.HasCount(2, body.Split("400 Bad Request"));
        using var archive = node.OpenArchive();
        var records = archive.List(new AuditFilter { EventCode = "feed-test" });
        Assert.HasCount(2, records);
        foreach (var line in records)
        {
            Assert.AreEqual(Event.Trim(), Encoding.UTF8.GetString(archive.Find(line.Sequence)!.Message.Raw));
        }
    }

    [TestMethod]
    public async Task XmlIsTakenAsWell()
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);

        var (status, body, _) = await http.SendAsync(
            HttpMethod.Post, $"{node.Fhir}/AuditEvent", Encoding.UTF8.GetBytes(XmlEvent), "application/fhir+xml");

        Assert.AreEqual(201, status);
        StringAssert.StartsWith(body, "<OperationOutcome", StringComparison.Ordinal);
        StringAssert.Contains(body, "ElementMissing: agent", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task WhatIsNotTakenIsExplained()
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var fhir = $"{node.Fhir}/AuditEvent";
        var deep = Encoding.UTF8.GetBytes("{\"resourceType\":\"AuditEvent\",\"a\":" + new string('[', 7_000_000));
        (int Status, HttpMethod Method, string Url, byte[] Body, string Type)[] cases =
        [
            (405, HttpMethod.Put, $"{fhir}/1", [], "application/fhir+json"),
            (405, HttpMethod.Delete, $"{fhir}/1", [], "application/fhir+json"),
            (405, HttpMethod.Patch, $"{fhir}/1", [], "application/fhir+json"),
            (404, HttpMethod.Post, $"{node.Fhir}/Patient", "{}"u8.ToArray(), "application/fhir+json"),
            (415, HttpMethod.Post, fhir, "{}"u8.ToArray(), "text/plain"),
            (400, HttpMethod.Post, fhir, "{}"u8.ToArray(), "application/fhir+json"),
            (400, HttpMethod.Post, fhir, [0xFF, 0xFE], "application/fhir+json"),
            (400, HttpMethod.Post, fhir, deep, "application/fhir+json"),
            (413, HttpMethod.Post, fhir, new byte[9 * 1024 * 1024], "application/fhir+json"),
        ];

        foreach (var (expected, method, url, body, type) in cases)
        {
            var (status, answer, _) = await http.SendAsync(method, url, body, type);
            Assert.AreEqual(expected, status, $"{method} {url}: {answer}");
            StringAssert.Contains(answer, "OperationOutcome", StringComparison.Ordinal);
        }

        using var archive = node.OpenArchive();
        Assert.IsEmpty(archive.List(new AuditFilter { Limit = 100 }).Where(line => line.Transport == "fhir"));
    }

    [TestMethod]
    public async Task AMillionPropertiesCostNoSquare()
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var properties = string.Concat(Enumerable.Range(0, 400_000).Select(i => $",\"x{i}\":1"));
        var wide = "{\"resourceType\":\"AuditEvent\"" + properties + "}";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var (status, _, _) = await http.SendAsync(
            HttpMethod.Post, $"{node.Fhir}/AuditEvent", Encoding.UTF8.GetBytes(wide)).WaitAsync(patience.Token);

        Assert.AreEqual(201, status);
    }

    [TestMethod]
    public async Task AnEngineThatSpeaksSoapRecordsAMessage()
    {
        await using var node = await AtnaNode.StartAsync();
        using var http = new AtnaHttpClient(node);
        var message = Convert.ToBase64String(Encoding.UTF8.GetBytes(Event));
        var envelope = Envelope("RecordAuditMessage", $"<Message>{message}</Message>");

        var (status, body, _) = await http.SendAsync(
            HttpMethod.Post, $"{node.Soap}", Encoding.UTF8.GetBytes(envelope), "application/soap+xml; charset=utf-8");
        var (searched, fault, _) = await http.SendAsync(
            HttpMethod.Post, $"{node.Soap}", Encoding.UTF8.GetBytes(Envelope("SearchAuditMessages", "")),
            "application/soap+xml; charset=utf-8");

        Assert.AreEqual(200, status, body);
        StringAssert.Contains(body, "<Record number=", StringComparison.Ordinal);
        Assert.AreEqual(400, searched);
        StringAssert.Contains(fault, "not allowed SearchAuditMessages", StringComparison.Ordinal);
        using var archive = node.OpenArchive();
        var line = archive.List(new AuditFilter { EventCode = "feed-test" }).Single();
        Assert.AreEqual(Event, Encoding.UTF8.GetString(archive.Find(line.Sequence)!.Message.Raw));
        Assert.HasCount(1, archive.List(new AuditFilter { EventCode = "SearchAuditMessages" }));
    }

    private static string Envelope(string operation, string content) =>
        $"""
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">
        <s:Header><a:Action>urn:xdsdmp:atna:{operation}</a:Action><a:MessageID>urn:uuid:1</a:MessageID></s:Header>
        <s:Body><{operation}Request xmlns="urn:xdsdmp:atna">{content}</{operation}Request></s:Body></s:Envelope>
        """;
}
