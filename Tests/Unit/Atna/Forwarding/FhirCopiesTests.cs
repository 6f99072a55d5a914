using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Forwarding;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Forwarding;

/// <summary>Forwarding over the FHIR feed, to a target under the test's control.</summary>
[TestClass]
public sealed class FhirCopiesTests : IDisposable
{
    private const string Fhir = """
        { "resourceType":"AuditEvent", "recorded":"2026-03-01T10:00:00Z", "id":"theirs", "type":{"code":"rest"} }
        """;

    private const string FhirXml = """<AuditEvent xmlns="http://hl7.org/fhir"><id value="theirs"/></AuditEvent>""";

    private readonly SignedArchive _archive = new();
    private readonly FeedTarget _feed = new();
    private readonly HttpClient _http;

    public FhirCopiesTests() => _http = new HttpClient(_feed);

    public void Dispose()
    {
        _http.Dispose();
        _feed.Dispose();
        _archive.Dispose();
    }

    [TestMethod]
    public async Task RecordsOfAllDialectsArriveAsAuditEventsInOrder()
    {
        var forwarder = await StartAsync();
        _archive.Records.Append(
            Messages.Submission(), Came(Fhir), Came(FhirXml), Messages.Submission(type: "ITI-43"),
            Messages.Of("<13>1 - - - - - - disk full"u8.ToArray()));

        await forwarder.DrainAsync(CancellationToken.None);

        Assert.AreEqual("/fhir /fhir/AuditEvent /fhir/AuditEvent", string.Join(' ', _feed.Paths));
        Assert.HasCount(4, _feed.Kept);
        Assert.AreEqual("110107", CodeOf(_feed.Kept[0]));
        Assert.AreEqual(Fhir, _feed.Kept[1], "its own octets");
        Assert.AreEqual(FhirXml, _feed.Kept[2], "its own octets");
        Assert.AreEqual("110107", CodeOf(_feed.Kept[3]));
    }

    [TestMethod]
    [DataRow(400)]
    [DataRow(413)]
    [DataRow(422)]
    public async Task ARefusedRecordIsListedAndTheOthersArrive(int status)
    {
        var forwarder = await StartAsync();
        _feed.Refuse = (body, _) => body.Contains("bad", StringComparison.Ordinal) ? status : null;
        _archive.Records.Append(Messages.Submission(), Messages.Submission(user: "bad"), Messages.Submission());

        await forwarder.DrainAsync(CancellationToken.None);

        using var archive = _archive.Records.Open();
        var state = archive.Forwarding(10).Single();
        Assert.AreEqual((0L, 1L, 3L), (state.Behind, state.Refused, state.LastRefusals.Single().Sequence));
        Assert.AreEqual($"HTTP {status} invalid: no good", state.LastRefusals.Single().Reason);
        Assert.HasCount(1, archive.List(new AuditFilter { EventCode = "110113" }));

        // And our own message about it.
        Assert.HasCount(3, _feed.Kept);
    }

    /// <summary>The right to send, the address and the moment are no fault of the record.</summary>
    [TestMethod]
    [DataRow(401)]
    [DataRow(403)]
    [DataRow(404)]
    [DataRow(408)]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(503)]
    [DataRow(302)]
    public async Task WhatIsNoFaultOfTheRecordIsSentAgain(int status)
    {
        var forwarder = await StartAsync();
        _feed.Refuse = (_, _) => status;
        _archive.Records.Append(Messages.Submission(), Messages.Submission(), Messages.Submission());
        await Assert.ThrowsExactlyAsync<AuditDeliveryException>(() => forwarder.DrainAsync(CancellationToken.None));

        _feed.Refuse = (_, _) => null;
        await forwarder.DrainAsync(CancellationToken.None);

        using var archive = _archive.Records.Open();
        Assert.AreEqual(0, archive.Forwarding(10).Single().Refused);
        Assert.HasCount(3, _feed.Kept);
    }

    [TestMethod]
    public async Task AnEntryThatHasToWaitIsSentAgainWithoutTheOthers()
    {
        var forwarder = await StartAsync();
        _feed.RefuseEntry = body => body.Contains("later", StringComparison.Ordinal) ? 503
            : body.Contains("bad", StringComparison.Ordinal) ? 422 : null;
        _archive.Records.Append(
            Messages.Submission(), Messages.Submission(user: "later"), Messages.Submission(user: "bad"));
        await Assert.ThrowsExactlyAsync<AuditDeliveryException>(() => forwarder.DrainAsync(CancellationToken.None));

        _feed.RefuseEntry = _ => null;
        await forwarder.DrainAsync(CancellationToken.None);

        using var archive = _archive.Records.Open();
        Assert.AreEqual(4, archive.Forwarding(10).Single().LastRefusals.Single().Sequence);

        // Each once, and our own message about the refused one.
        Assert.HasCount(3, _feed.Kept);
    }

    [TestMethod]
    [DataRow(404)]
    [DataRow(405)]
    [DataRow(501)]
    public async Task ATargetWithoutBundlesGetsEachEventAlone(int status)
    {
        var forwarder = await StartAsync();
        _feed.Refuse = (_, path) => path.EndsWith("AuditEvent", StringComparison.Ordinal) ? null : status;
        _archive.Records.Append(Messages.Submission(), Messages.Submission());
        await forwarder.DrainAsync(CancellationToken.None);
        _archive.Records.Append(Messages.Submission(), Messages.Submission());
        await forwarder.DrainAsync(CancellationToken.None);

        Assert.HasCount(4, _feed.Kept);
        Assert.HasCount(1, _feed.Paths.Where(path => path == "/fhir"), "the Bundle is tried once");
    }

    [TestMethod]
    public async Task ATargetThatIsNotThereHoldsUpNothingAndGetsAllLater()
    {
        var forwarder = await StartAsync();
        _feed.IsAway = true;
        for (var i = 0; i < 3; i++)
        {
            _archive.Records.AppendMany(150);
            await Assert.ThrowsExactlyAsync<AuditDeliveryException>(() => forwarder.DrainAsync(CancellationToken.None));
        }

        _feed.IsAway = false;
        await forwarder.DrainAsync(CancellationToken.None);

        var documents = _feed.Kept.Select(body => body.Split("\"1.2.3.")[1].Split('"')[0]).ToList();
        var once = Enumerable.Range(1, 150).Select(i => $"{i}").ToList();
        CollectionAssert.AreEqual(once.Concat(once).Concat(once).ToList(), documents);
    }

    private static ReceivedMessage Came(string resource) => Messages.Of(Encoding.UTF8.GetBytes(resource)) with
    {
        Transport = Transports.Fhir,
    };

    private static string? CodeOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("type").GetProperty("code").GetString();
    }

    private async Task<Forwarder> StartAsync()
    {
        var target = ForwardingTarget.Parse("fhir+https://other/fhir?name=other");
        var forwarder = new Forwarder(
            target, new FhirCopies(target, _http), _archive.Writer, _archive.Readers, _archive.Audit, _archive.Clock,
            NullLogger.Instance);
        _archive.Records.AppendMany(1);
        await forwarder.DrainAsync(CancellationToken.None);
        return forwarder;
    }

    /// <summary>Keeps what it is sent, unless it is told to refuse.</summary>
    private sealed class FeedTarget : HttpMessageHandler
    {
        public List<string> Kept { get; } = [];

        public List<string> Paths { get; } = [];

        public bool IsAway { get; set; }

        /// <summary>A status by body and path; null to keep it.</summary>
        public Func<string, string, int?> Refuse { get; set; } = (_, _) => null;

        public Func<string, int?> RefuseEntry { get; set; } = _ => null;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (IsAway)
            {
                throw new HttpRequestException("away");
            }

            var path = request.RequestUri!.AbsolutePath;
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Paths.Add(path);
            if (Refuse(body, path) is { } status)
            {
                return Answer(status, Outcome);
            }

            if (path.EndsWith("/AuditEvent", StringComparison.Ordinal))
            {
                Kept.Add(body);
                return Answer(201, "");
            }

            using var bundle = JsonDocument.Parse(body);
            var entries = bundle.RootElement.GetProperty("entry").EnumerateArray()
                .Select(entry => Take(entry.GetProperty("resource").GetRawText()));
            return Answer(200, $$"""{"resourceType":"Bundle","entry":[{{string.Join(',', entries)}}]}""");
        }

        private const string Outcome =
            """{"resourceType":"OperationOutcome","issue":[{"code":"invalid","diagnostics":"no good"}]}""";

        private string Take(string resource)
        {
            if (RefuseEntry(resource) is { } status)
            {
                return $$$"""{"response":{"status":"{{{status}}}","outcome":{{{Outcome}}}}}""";
            }

            Kept.Add(resource);
            return """{"response":{"status":"201 Created"}}""";
        }

        private static HttpResponseMessage Answer(int status, string body) =>
            new((HttpStatusCode)status) { Content = new StringContent(body) };
    }
}
