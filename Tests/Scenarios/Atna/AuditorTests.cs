using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using XdsDmp.Atna;
using XdsDmp.Atna.Storage;
using XdsDmp.Security.Certificates;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>Reading the records over TLS: ITI-81, ITI-82, and the pages for auditors.</summary>
[TestClass]
public sealed class AuditorTests
{
    private const string Auditor = "CN=auditor, O=Development only";
    private const string Password = "correct horse battery";

    [TestMethod]
    public async Task AnAuditorFindsEventsAndTheirSearchIsRecorded()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:Auditors:0", Auditor));
        using var http = Client(node, node.Pki.Auditor);

        var bundle = await JsonAsync(await http.GetAsync($"{node.Fhir}/AuditEvent?date=ge2020&subtype=110120"));
        Assert.AreEqual(1, bundle.GetProperty("total").GetInt32());
        var found = bundle.GetProperty("entry")[0];
        var one = await JsonAsync(await http.GetAsync(found.GetProperty("fullUrl").GetString()));
        Assert.AreEqual(found.GetProperty("resource").GetRawText(), one.GetRawText());

        using var archive = node.OpenArchive();
        var used = archive.List(new AuditFilter { EventCode = "ITI-81", User = Auditor });
        Assert.HasCount(2, used);
    }

    [TestMethod]
    public async Task WhoIsNoAuditorReadsNothingAndThatIsRecorded()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:Auditors:0", Auditor));
        using var http = Client(node, node.Pki.Practice);

        foreach (var path in new[] { "AuditEvent?date=ge2020", "AuditEvent/1", "Binary/1", "syslogsearch?date=ge2020" })
        {
            Assert.AreEqual(HttpStatusCode.Forbidden, (await http.GetAsync($"{node.Fhir}/{path}")).StatusCode, path);
        }

        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync($"{node.Fhir}/metadata")).StatusCode);
        using var archive = node.OpenArchive();
        Assert.HasCount(4, archive.List(new AuditFilter { Outcome = 8 }));
    }

    [TestMethod]
    public async Task SyslogMessagesAreFoundByTheirHeader()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:Auditors:0", Auditor));
        await node.SendAsync("<13>1 2026-03-01T10:00:00Z host special 7 ID7 [a b=\"c\"] hello"u8.ToArray());
        using var http = Client(node, node.Pki.Auditor);

        var found = await JsonAsync(
            await http.GetAsync($"{node.Fhir}/syslogsearch?date=ge2026-03-01&app-name=special"));
        Assert.AreEqual(1, found.GetArrayLength());
        Assert.AreEqual("hello", found[0].GetProperty("Msg").GetString());
        Assert.AreEqual("[a b=\"c\"]", found[0].GetProperty("Structured-data").GetString());
        Assert.AreEqual(
            HttpStatusCode.BadRequest, (await http.GetAsync($"{node.Fhir}/syslogsearch?app-name=x")).StatusCode);
    }

    [TestMethod]
    public async Task ACertificateOpensThePagesAndNobodyElse()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:Auditors:0", Auditor));
        using var auditor = Client(node, node.Pki.Auditor);
        using var practice = Client(node, node.Pki.Practice);
        using var nobody = Client(node, certificate: null);

        string[] paths = ["", "report?patient=p1", "report.csv?patient=p1", "failures", "chain", "record/1"];
        foreach (var path in paths)
        {
            using var page = await auditor.GetAsync(node.Web + path);
            Assert.AreEqual(HttpStatusCode.OK, page.StatusCode, path);
            StringAssert.Contains(page.Headers.GetValues("Content-Security-Policy").Single(), "default-src 'none'");
            Assert.AreEqual(HttpStatusCode.SeeOther, (await practice.GetAsync(node.Web + path)).StatusCode, path);
            Assert.AreEqual(HttpStatusCode.SeeOther, (await nobody.GetAsync(node.Web + path)).StatusCode, path);
        }
    }

    [TestMethod]
    public async Task AnAuditorLogsInAndOutByName()
    {
        await using var node = await AtnaNode.StartAsync();
        var account = AuditorAccount.Create("ann", Password);
        using (var table = AuditorTable.Open(node.DatabaseFile, "operator"))
        {
            Assert.IsTrue(await table.AddAsync(account));
            Assert.IsFalse(await table.AddAsync(account));
        }

        using var http = Client(node, certificate: null);
        Assert.AreEqual(HttpStatusCode.Forbidden, (await LogInAsync(node, http, "wrong", "000000")).StatusCode);
        var code = OneTimeCode.At(account.Totp, OneTimeCode.StepOf(TimeProvider.System.GetUtcNow()));
        using var entered = await LogInAsync(node, http, Password, code);
        Assert.AreEqual(HttpStatusCode.SeeOther, entered.StatusCode);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(
            c => c.StartsWith("__Host-session=", StringComparison.Ordinal));
        foreach (var attribute in new[] { "secure", "httponly", "samesite=strict" })
        {
            StringAssert.Contains(cookie, attribute);
        }

        var page = await http.GetStringAsync(node.Web);
        using var ignored = await http.PostAsync(node.Web + "logout", Form(("token", "forged")));
        Assert.AreEqual(HttpStatusCode.OK, (await http.GetAsync(node.Web)).StatusCode);
        using var left = await http.PostAsync(node.Web + "logout", Form(("token", TokenIn(page))));
        Assert.AreEqual(HttpStatusCode.SeeOther, (await http.GetAsync(node.Web)).StatusCode);

        using var archive = node.OpenArchive();
        Assert.HasCount(2, archive.List(new AuditFilter { EventCode = "110122", User = "ann" }));
        Assert.HasCount(1, archive.List(new AuditFilter { EventCode = "110123", User = "ann" }));
        Assert.HasCount(1, archive.List(new AuditFilter { EventCode = "110137", ObjectId = "ann" }));
    }

    private static async Task<HttpResponseMessage> LogInAsync(
        AtnaNode node, HttpClient http, string password, string code)
    {
        var page = await http.GetStringAsync(node.Web + "login");
        return await http.PostAsync(node.Web + "login", Form(
            ("token", TokenIn(page)), ("name", "ann"), ("password", password), ("code", code)));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static string TokenIn(string page)
    {
        const string Before = "name=\"token\" value=\"";
        var start = page.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return page[start..page.IndexOf('"', start)];
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode, await response.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
    }

    internal static HttpClient Client(AtnaNode node, NodeCertificateFiles? certificate)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(node.Pki.AuthorityCertificate);
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            CookieContainer = new CookieContainer(),
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificateContext = certificate is null
                    ? null
                    : SslStreamCertificateContext.Create(
                        X509Certificate2.CreateFromPemFile(certificate.CertificatePath, certificate.KeyPath), null,
                        offline: true),
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
    }
}
