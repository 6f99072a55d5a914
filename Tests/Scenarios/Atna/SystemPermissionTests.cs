using System.Net;
using System.Net.Security;
using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>Who may send audit messages and who may read them, by the systems file.</summary>
[TestClass]
public sealed class SystemPermissionTests
{
    private const string Sender = """
        { "name": "sender", "kind": "node",
          "certificates": [ { "subject": "CN=practice, OU=1000000001, O=Development only" } ],
          "transactions": [ "ITI-20" ] }
        """;

    private const string Auditor = """
        { "name": "auditor", "kind": "auditor", "certificates": [ { "subject": "CN=auditor, O=Development only" } ],
          "transactions": [ "ITI-81", "ITI-82" ] }
        """;

    private readonly string _file = Path.Combine(
        Directory.CreateTempSubdirectory("xdsdmp-systems").FullName, "systems.json");

    [TestCleanup]
    public void Remove() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [TestMethod]
    public async Task WhoMaySendIsHeardAndWhoMayNotIsCutOff()
    {
        await using var node = await StartAsync(Sender);
        await node.SendAsync("<13>1 2026-03-01T10:00:00Z host app 7 ID7 - heard"u8.ToArray());
        Assert.HasCount(1, node.Received());

        Write(Auditor);
        await using var refused = await StartAsync(Auditor);
        await using var stream = await refused.ConnectAsync();
        Assert.AreEqual("", await SendAndReadAsync(stream, "41 <13>1 2026-03-01T10:00:00Z host a - - - no"));
        var alert = await refused.UntilFoundAsync(new AuditFilter { EventCode = "110126" });
        StringAssert.Contains(alert.Event.OutcomeDescription!, "ITI-20 refused");
        Assert.IsEmpty(refused.Received());
    }

    /// <summary>Whoever is cut off may find the connection closed before he has said all.</summary>
    private static async Task<string> SendAndReadAsync(SslStream stream, string message)
    {
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(message));
            await stream.ShutdownAsync();
            return await ReadToEndAsync(stream);
        }
        catch (IOException)
        {
            return "";
        }
    }

    [TestMethod]
    public async Task AnOpenConnectionIsCutOffWhenItsSystemMayNoLongerSend()
    {
        await using var node = await StartAsync(Sender);
        await using var stream = await node.ConnectAsync();
        await stream.WriteAsync("44 <13>1 2026-03-01T10:00:00Z host a - - - heard"u8.ToArray());
        await Support.Eventually.IsTrueAsync("the first is kept", () => node.Received().Count == 1);

        Write(Auditor);
        await Support.Eventually.IsTrueAsync("the connection is cut off", async () =>
        {
            try
            {
                await stream.WriteAsync("43 <13>1 2026-03-01T10:00:00Z host a - - - late"u8.ToArray());
                return false;
            }
            catch (IOException)
            {
                return true;
            }
        });

        await node.UntilFoundAsync(new AuditFilter { EventCode = "110126" });
    }

    [TestMethod]
    public async Task TheFhirFeedIsForbiddenWithAnOperationOutcome()
    {
        await using var node = await StartAsync(Auditor);
        using var http = new AtnaHttpClient(node);

        var answer = await http.SendAsync(
            HttpMethod.Post, $"{node.Fhir}/AuditEvent", "{\"resourceType\":\"AuditEvent\"}"u8.ToArray());

        Assert.AreEqual(403, answer.Status);
        StringAssert.Contains(answer.Body, "OperationOutcome");
        StringAssert.Contains(answer.Body, "this system is not allowed ITI-20 here");
        await node.UntilFoundAsync(new AuditFilter { EventCode = "110126" });
        Assert.IsEmpty(node.Received(Transports.Fhir));
    }

    [TestMethod]
    public async Task AnAuditorOfTheSystemsFileReadsAndASenderDoesNot()
    {
        await using var node = await StartAsync(Sender, Auditor);
        using var auditor = AuditorTests.Client(node, node.Pki.Auditor);
        using var sender = AuditorTests.Client(node, node.Pki.Practice);

        foreach (var path in new[] { "AuditEvent?date=ge2020", "syslogsearch?date=ge2020" })
        {
            Assert.AreEqual(HttpStatusCode.OK, (await auditor.GetAsync($"{node.Fhir}/{path}")).StatusCode, path);
            Assert.AreEqual(HttpStatusCode.Forbidden, (await sender.GetAsync($"{node.Fhir}/{path}")).StatusCode, path);
        }

        Assert.AreEqual(HttpStatusCode.OK, (await auditor.GetAsync(node.Web)).StatusCode);
    }

    private async Task<AtnaNode> StartAsync(params string[] systems)
    {
        Write(systems);
        return await AtnaNode.StartAsync(("Security:Systems", _file));
    }

    private void Write(params string[] systems) => KeyFiles.WritePublic(
        _file, $$"""{ "version": "{{systems[0].Length}}", "systems": [ {{string.Join(",\n", systems)}} ] }""");

    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // Reset: as good as closed.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
