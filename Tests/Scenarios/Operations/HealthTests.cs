using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Operations;

/// <summary>What load balancers, supervisors and operators are told.</summary>
[TestClass]
public sealed class HealthTests
{
    private static readonly HttpClient Plain = new();

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task AServiceThatWorksIsAliveAndReadyAndSaysWhy()
    {
        await using var services = await TestServices.StartAsync(("Health:MinFreeMegabytes", "0"));
        foreach (var health in new[] { services.RegistryHealth, services.RepositoryHealth })
        {
            var live = await AskAsync(health, "live");
            Assert.AreEqual(HttpStatusCode.OK, live.Status);
            var ready = await AskAsync(health, "ready");
            Assert.AreEqual(HttpStatusCode.OK, ready.Status, ready.ToString());
            Assert.AreEqual("ok", ready.State);
            StringAssert.Contains(ready["database"], "a commit took");
            if (!TestDatabase.IsPostgres)
            {
                StringAssert.Contains(ready["disk"], "MiB free");
            }

            StringAssert.Contains(ready["certificate"], "ends");
            StringAssert.Contains(ready["trust"], "1 authorities");
        }

        StringAssert.EndsWith((await AskAsync(services.RepositoryHealth, "ready"))["registry"], "answers");
    }

    [TestMethod]
    public async Task WhoHasACertificateLearnsTheStateAndNotTheReasons()
    {
        var services = await Scenario.ServicesAsync();
        using var practice = new TestConnections(TestPki.Practice);
        var client = practice.Client(TestHttp.Http11);
        var answer = await client.GetAsync(
            new Uri(services.Registry, "/health/ready"), TestContext.CancellationToken);
        var ready = await FindingsOf(answer);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, ready.ToString());
        Assert.AreEqual("", ready["database"]);
    }

    [TestMethod]
    public async Task ThePortWithoutTlsServesNothingElse()
    {
        var services = await Scenario.ServicesAsync();
        foreach (var path in new[] { "/", "/registry", "/registry?wsdl", "/health", "/health/ready/x" })
        {
            var answer = await Plain.GetAsync(new Uri(services.RegistryHealth, path), TestContext.CancellationToken);
            Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode, path);
        }

        using var body = new StringContent("x");
        var post = await Plain.PostAsync(
            new Uri(services.RegistryHealth, "/health/live"), body, TestContext.CancellationToken);
        Assert.AreEqual(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [TestMethod]
    public async Task WithoutRegistryTheRepositoryIsDegradedAndStillReady()
    {
        await using var services = await TestServices.StartAsync(("Health:MinFreeMegabytes", "0"));
        await services.StopRegistryAsync();
        var ready = await AskAsync(services.RepositoryHealth, "ready");
        Assert.AreEqual(HttpStatusCode.OK, ready.Status);
        Assert.AreEqual("degraded", ready.State);
        StringAssert.Contains(ready["registry"], "is not reached");
    }

    [TestMethod]
    [SqliteOnly]
    public async Task AFullDiskIsFailing()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(
            ("Health:MinFreeMegabytes", $"{int.MaxValue}"));
        var ready = await AskAsync(services.RegistryHealth, "ready");
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.AreEqual("failing", ready.State);
        Assert.AreEqual(HttpStatusCode.OK, (await AskAsync(services.RegistryHealth, "live")).Status);
    }

    [TestMethod]
    public async Task ADatabaseThatCannotBeWrittenFailsInTimeAndRecovers()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(("Health:MinFreeMegabytes", "0"));
        var database = new Database(services.RegistryDatabase);
        using (var writer = database.OpenWriter())
        {
            using var command = writer.CreateCommand();
            command.CommandText = TestDatabase.IsPostgres
                ? "BEGIN; LOCK TABLE health_probe IN ACCESS EXCLUSIVE MODE" : "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            var ready = await AskAsync(services.RegistryHealth, "ready");
            Assert.AreEqual(HttpStatusCode.ServiceUnavailable, ready.Status);
            Assert.AreEqual("no answer within 5 seconds", ready["database"]);
        }

        await Eventually.IsTrueAsync(
            "the database can be written", async () =>
                (await AskAsync(services.RegistryHealth, "ready")).Status == HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task AuditMessagesThatWaitTooLongAreDegraded()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(("Health:MaxAuditDelayMinutes", "0"));
        var ready = await AskAsync(services.RegistryHealth, "ready");
        Assert.AreEqual("degraded", ready.StateOf("audit outbox"));
        StringAssert.Contains(ready["audit outbox"], "messages wait for the audit repository");
    }

    [TestMethod]
    public async Task ACertificateThatEndsSoonIsDegradedAndSoIsOneThatCannotBeRead()
    {
        var folder = TestFolder.New();
        var certificate = Path.Combine(folder, "node.pem");
        File.Copy(TestPki.Files.Node.CertificatePath, certificate);
        await using var services = await TestServices.StartRegistryOnlyAsync(
            ("Security:Certificate", certificate), ("Health:CertificateWarningDays", "3650"));
        Assert.AreEqual("degraded", (await AskAsync(services.RegistryHealth, "ready")).StateOf("certificate"));

        await File.WriteAllTextAsync(certificate, "damaged", TestContext.CancellationToken);
        await Eventually.IsTrueAsync("the damage is told", async () =>
            (await AskAsync(services.RegistryHealth, "ready"))["certificate"].Contains("No usable certificate"));
    }

    [TestMethod]
    public async Task WhoeverStopsSaysSoFirstAndStillAnswers()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(("Health:StopDelaySeconds", "2"));
        var health = services.RegistryHealth;
        var client = services.Client();
        var stop = services.StopRegistryAsync();
        var ready = await AskAsync(health, "ready");
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, ready.Status);
        StringAssert.StartsWith(ready["process"], "stopping");
        Assert.IsNull(await client.EntryOfAsync("1.2.3"));
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(health, "ready"));
    }

    /// <summary>As a balancer needs it that notices a closed port, and nothing else.</summary>
    [TestMethod]
    public async Task AConnectionThatIsOpenWhenThePortClosesEndsWithItsNextAnswer()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync(("Health:DrainSeconds", "4"));
        using var practice = new TestConnections(TestPki.Practice);
        var client = practice.Client(TestHttp.Http11);
        var wsdl = new Uri(services.Registry, "?wsdl");
        var before = await client.GetAsync(wsdl, TestContext.CancellationToken);
        Assert.AreNotEqual(true, before.Headers.ConnectionClose);

        var stop = services.StopRegistryAsync();
        await Eventually.IsTrueAsync("the port is closed", () => !IsOpen(services.Registry.Port));
        var last = await client.GetAsync(wsdl, TestContext.CancellationToken);

        Assert.AreEqual(HttpStatusCode.OK, last.StatusCode);
        Assert.IsTrue(last.Headers.ConnectionClose);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(wsdl, TestContext.CancellationToken));
        await stop;
    }

    private static bool IsOpen(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<Findings> AskAsync(Uri health, string what) =>
        await FindingsOf(await Plain.GetAsync(new Uri($"{health.AbsoluteUri}/{what}")));

    private static async Task<Findings> FindingsOf(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return new Findings(answer.StatusCode, json.RootElement.Clone());
    }

    private sealed record Findings(HttpStatusCode Status, JsonElement Json)
    {
        public string State => Json.GetProperty("state").GetString()!;

        public string this[string name] => Finding(name).GetProperty("reason").GetString()!;

        public string StateOf(string name) => Finding(name).GetProperty("state").GetString()!;

        public override string ToString() => $"{Status}: {Json}";

        private JsonElement Finding(string name) => Json.GetProperty("findings").EnumerateArray()
            .Single(finding => finding.GetProperty("name").GetString() == name);
    }
}
