using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using XdsDmp.Atna.Storage;
using XdsDmp.Tests.Support.Fhir;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>
/// ITI-81 as a client sees it (ITI TF-2 §3.81): whatever is asked, in whatever form, the answer is valid FHIR R4, a
/// refusal is an OperationOutcome, and the audit trail tells of it.
/// </summary>
[TestClass]
public sealed class RetrieveAuditEventTests
{
    private const string Parameters =
        "_id _lastUpdated date address agent agent-name agent-role altid patient entity entity-id entity-type "
        + "entity-role entity-name source site type subtype action outcome policy purpose period-start";

    private const string Auditor = "CN=auditor, O=Development only";

    [TestMethod]
    [DataRow("")]
    [DataRow("&_summary=true")]
    [DataRow("&_summary=text")]
    [DataRow("&_summary=data")]
    [DataRow("&_summary=count")]
    [DataRow("&_count=0")]
    [DataRow("&_count=2")]
    [DataRow("&_elements=action,entity")]
    [DataRow("&_total=none")]
    [DataRow("&_total=accurate&_sort=date")]
    [DataRow("&colour=red")]
    [DataRow("&patient=nobody")]
    public async Task AnAnswerIsFhirInBothForms(string more)
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        foreach (var format in new[] { "json", "xml" })
        {
            var query = $"date=ge2020&subtype=ITI-41{more}";
            using var got = await http.GetAsync($"{node.Fhir}/AuditEvent?{query}&_format={format}");
            await CheckAsync(got, HttpStatusCode.OK, $"application/fhir+{format}");
            using var posted = await http.PostAsync(
                $"{node.Fhir}/AuditEvent/_search", new StringContent(
                    $"{query}&_format={format}", Encoding.UTF8, "application/x-www-form-urlencoded"));
            await CheckAsync(posted, HttpStatusCode.OK, $"application/fhir+{format}");

            // Behind it stands a cursor, which knows that a record of the first search has come.
            Assert.AreEqual(
                (await got.Content.ReadAsStringAsync()).Split("_cursor")[0],
                (await posted.Content.ReadAsStringAsync()).Split("_cursor")[0]);
        }
    }

    [TestMethod]
    public async Task CountsAndPartsAreWhatWasAskedFor()
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        async Task<JsonElement> Ask(string more)
        {
            using var answer = await http.GetAsync($"{node.Fhir}/AuditEvent?date=ge2020&subtype=ITI-41{more}");
            return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement;
        }

        foreach (var count in new[] { "&_summary=count", "&_count=0" })
        {
            var counted = await Ask(count);
            Assert.AreEqual(5, counted.GetProperty("total").GetInt32(), count);
            Assert.IsFalse(counted.TryGetProperty("entry", out _), count);
        }

        Assert.IsFalse((await Ask("&_total=none")).TryGetProperty("total", out _));
        var summary = (await Ask("&_summary=true&_count=1")).GetProperty("entry")[0].GetProperty("resource");
        Assert.AreEqual("SUBSETTED", summary.GetProperty("meta").GetProperty("tag")[0].GetProperty("code").GetString());
        var part = (await Ask("&_elements=action&_count=1")).GetProperty("entry")[0].GetProperty("resource");
        Assert.IsTrue(part.TryGetProperty("action", out _));
        Assert.IsFalse(part.TryGetProperty("entity", out _));
        var outcome = (await Ask("&colour=red&_count=1")).GetProperty("entry").EnumerateArray().Last();
        Assert.AreEqual("outcome", outcome.GetProperty("search").GetProperty("mode").GetString());
    }

    [TestMethod]
    public async Task PagesStayWhatTheyAreWhileEventsArrive()
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        var seen = new List<string>();
        var next = $"{node.Fhir}/AuditEvent?date=ge2020&subtype=ITI-41&_count=2";
        while (next is not null)
        {
            using var answer = await http.GetAsync(next);
            var bundle = await CheckAsync(answer, HttpStatusCode.OK, "application/fhir+json");
            Assert.AreEqual(5, bundle.GetProperty("total").GetInt32());
            var entries = bundle.GetProperty("entry").EnumerateArray();
            seen.AddRange(entries.Select(entry => entry.GetProperty("fullUrl").GetString()!));
            next = bundle.GetProperty("link").EnumerateArray()
                .Where(link => link.GetProperty("relation").GetString() == "next")
                .Select(link => link.GetProperty("url").GetString()).SingleOrDefault();
            await node.SendAsync(Submission(9));
        }

        Assert.HasCount(5, seen);
        Assert.HasCount(5, seen.Distinct());
    }

    [TestMethod]
    [DataRow("GET", "AuditEvent", "", HttpStatusCode.BadRequest)]
    [DataRow("GET", "AuditEvent?date=yesterday", "", HttpStatusCode.BadRequest)]
    [DataRow("GET", "AuditEvent?date=ge2020&_cursor=AAAA", "", HttpStatusCode.BadRequest)]
    [DataRow("GET", "AuditEvent?date=ge2020&type:not=1", "", HttpStatusCode.BadRequest)]
    [DataRow("GET", "AuditEvent?date=ge2020&_format=html", "", HttpStatusCode.NotAcceptable)]
    [DataRow("GET", "AuditEvent/99999", "", HttpStatusCode.NotFound)]
    [DataRow("GET", "AuditEvent/x", "", HttpStatusCode.NotFound)]
    [DataRow("GET", "Patient/1", "", HttpStatusCode.NotFound)]
    [DataRow("PUT", "AuditEvent/1", "application/fhir+json", HttpStatusCode.MethodNotAllowed)]
    [DataRow("DELETE", "AuditEvent/1", "", HttpStatusCode.MethodNotAllowed)]
    [DataRow("PATCH", "AuditEvent/1", "application/json", HttpStatusCode.MethodNotAllowed)]
    [DataRow("POST", "AuditEvent/_search", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [DataRow("GET", "syslogsearch", "", HttpStatusCode.BadRequest)]
    public async Task ARefusalIsAnOperationOutcome(string method, string path, string type, HttpStatusCode status)
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{node.Fhir}/{path}");
        if (type.Length > 0)
        {
            request.Content = new StringContent("{}", Encoding.UTF8, type);
        }

        using var answer = await http.SendAsync(request);
        var outcome = await CheckAsync(answer, status, "application/fhir+json");
        Assert.AreEqual("OperationOutcome", outcome.GetProperty("resourceType").GetString());
    }

    [TestMethod]
    public async Task ATamperedCursorIsRefused()
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        using var first = await http.GetAsync($"{node.Fhir}/AuditEvent?date=ge2020&_count=2");
        var bundle = await CheckAsync(first, HttpStatusCode.OK, "application/fhir+json");
        var next = bundle.GetProperty("link")[1].GetProperty("url").GetString()!;
        foreach (var tampered in new[] { next[..^1] + (next[^1] == 'A' ? 'B' : 'A'), next.Replace("ge2020", "ge2021") })
        {
            using var answer = await http.GetAsync(tampered);
            await CheckAsync(answer, HttpStatusCode.BadRequest, "application/fhir+json");
        }
    }

    [TestMethod]
    public async Task AnUnknownParameterIsRefusedOnlyWhereStrictnessIsPreferred()
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        foreach (var (prefer, status) in new[]
        {
            ("handling=lenient", HttpStatusCode.OK), ("handling=strict", HttpStatusCode.BadRequest),
        })
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"{node.Fhir}/AuditEvent?date=ge2020&colour=red");
            request.Headers.Add("Prefer", prefer);
            using var answer = await http.SendAsync(request);
            await CheckAsync(answer, status, "application/fhir+json");
        }
    }

    [TestMethod]
    public async Task HeadIsGetWithoutBody()
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        foreach (var path in new[] { "metadata", "AuditEvent/1", "AuditEvent?date=ge2020", "Binary/1" })
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"{node.Fhir}/{path}"));
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, path);
            Assert.AreEqual("", await answer.Content.ReadAsStringAsync(), path);
        }
    }

    [TestMethod]
    public async Task AMessageIsHadRawOrAsBinary()
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        using var search = await http.GetAsync($"{node.Fhir}/AuditEvent?date=ge2020&subtype=ITI-41&_count=1");
        var bundle = await CheckAsync(search, HttpStatusCode.OK, "application/fhir+json");
        var raw = bundle.GetProperty("entry")[0].GetProperty("resource").GetProperty("meta").GetProperty("source")
            .GetString();
        using var asked = new HttpRequestMessage(HttpMethod.Get, raw);
        asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/octet-stream"));
        using var plain = await http.SendAsync(asked);
        var octets = await plain.Content.ReadAsByteArrayAsync();
        Assert.IsTrue(node.Received().Any(message => message.AsSpan().SequenceEqual(octets)));

        using var resource = await http.GetAsync($"{raw}?_format=json");
        var binary = await CheckAsync(resource, HttpStatusCode.OK, "application/fhir+json");
        CollectionAssert.AreEqual(octets, binary.GetProperty("data").GetBytesFromBase64());
    }

    [TestMethod]
    public async Task TheServerSaysWhatItCanAndWhatTheDeploymentDemands()
    {
        await using var node = await AtnaNode.StartAsync(
            ("Atna:Auditors:0", Auditor), ("Atna:MandatoryParameters:0", "entity.identifier"),
            ("Atna:ForbiddenParameters:0", "address"));
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        using var answer = await http.GetAsync($"{node.Fhir}/metadata");
        var statement = await CheckAsync(answer, HttpStatusCode.OK, "application/fhir+json");
        var audit = statement.GetProperty("rest")[0].GetProperty("resource")[0];
        StringAssert.Contains(audit.GetProperty("documentation").GetString(), "needs date, entity.identifier");
        var names = audit.GetProperty("searchParam").EnumerateArray().Select(p => p.GetProperty("name").GetString());
        Assert.IsEmpty(Parameters.Split(' ').Except(names));
        foreach (var refused in new[] { "", "&entity.identifier=1&address=192.0.2.1" })
        {
            using var bad = await http.GetAsync($"{node.Fhir}/AuditEvent?date=ge2020{refused}");
            await CheckAsync(bad, HttpStatusCode.BadRequest, "application/fhir+json");
        }

        using var good = await http.GetAsync($"{node.Fhir}/AuditEvent?date=ge2020&entity.identifier=1");
        await CheckAsync(good, HttpStatusCode.OK, "application/fhir+json");
    }

    [TestMethod]
    public async Task EveryLookByATransactionIsRecorded()
    {
        await using var node = await FilledAsync();
        using var http = AuditorTests.Client(node, node.Pki.Auditor);
        string[] paths =
        [
            "AuditEvent?date=ge2020", "AuditEvent/1", "AuditEvent/99999", "Binary/1", "AuditEvent?date=x",
            "syslogsearch?date=ge2020",
        ];
        using var archive = node.OpenArchive();
        for (var i = 0; i < paths.Length; i++)
        {
            using var answer = await http.GetAsync($"{node.Fhir}/{paths[i]}");
            Assert.HasCount(i + 1, archive.List(new AuditFilter { EventCode = "110101", User = Auditor }), paths[i]);
        }

        Assert.HasCount(2, archive.List(new AuditFilter { EventCode = "110101", Outcome = 4 }));
    }

    private static async Task<AtnaNode> FilledAsync()
    {
        var node = await AtnaNode.StartAsync(("Atna:Auditors:0", Auditor));
        await node.SendAsync([.. Enumerable.Range(1, 5).Select(Submission)]);
        return node;
    }

    private static byte[] Submission(int number) => Encoding.UTF8.GetBytes(
        $"""
        <85>1 2026-03-01T10:00:00Z h a 1 DICOM+RFC3881 - <AuditMessage><EventIdentification EventActionCode="C"
        EventDateTime="2026-03-01T10:0{number}:00Z" EventOutcomeIndicator="0"><EventID csd-code="110107"
        codeSystemName="DCM" originalText="Import"/><EventTypeCode csd-code="ITI-41" codeSystemName="IHE Transactions"
        originalText="Provide and Register"/></EventIdentification><ActiveParticipant UserID="u{number}"
        UserIsRequestor="true"/><AuditSourceIdentification AuditSourceID="s"/><ParticipantObjectIdentification
        ParticipantObjectID="p{number}^^^&amp;1.2.3&amp;ISO" ParticipantObjectTypeCode="1"
        ParticipantObjectTypeCodeRole="1"><ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881"
        originalText="Patient Number"/></ParticipantObjectIdentification></AuditMessage>
        """);

    /// <summary>The answer as JSON; undefined when it is XML.</summary>
    private static async Task<JsonElement> CheckAsync(HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        var octets = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(octets);
        Assert.AreEqual(status, answer.StatusCode, text);
        Assert.AreEqual(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual("", string.Join('\n', FhirR4.Check(octets)), text);
        if (type.EndsWith("json", StringComparison.Ordinal))
        {
            return JsonDocument.Parse(octets).RootElement;
        }

        Assert.AreEqual("http://hl7.org/fhir", XDocument.Parse(text).Root!.Name.NamespaceName);
        return default;
    }
}
