using Microsoft.Playwright;

namespace XdsDmp.Tests.Browser;

/// <summary>What a sender wrote is shown and never runs: not as a script, not as markup, not as a formula.</summary>
[TestClass]
public sealed class HostileRecordTests
{
    private static readonly string[] Texts =
    [
        "<script>document.title='run'</script>", "<img src=x onerror=\"document.title='run'\">",
        "'\"><svg onload=\"document.title='run'\">", "</pre></td></table><b id=injected>", "{{7*7}} javascript:1",
    ];

    [TestMethod]
    public async Task NothingOfARecordRuns()
    {
        await Chromium.BrowserAsync();
        await using var site = await AuditSite.StartAsync();
        await site.SendAsync([.. Texts.Select(text => Traffic.Hostile(TimeProvider.System.GetUtcNow(), text))]);
        await using var auditor = await Visitor.WithCertificateAsync(site);
        var requests = new List<string>();
        auditor.Page.Request += (_, request) => requests.Add(request.Url);
        var pages = new List<string> { "", "report?patient=xss", "failures", "chain" };
        pages.AddRange(Enumerable.Range(1, Texts.Length + 1).Select(number => $"record/{number}"));
        pages.AddRange(Texts.Select(text => $"?person={Uri.EscapeDataString(text)}&from={Uri.EscapeDataString(text)}"));
        foreach (var path in pages)
        {
            await auditor.GoAsync(path);
            StringAssert.Contains(await auditor.Page.TitleAsync(), "Audit records", path);
            Assert.AreEqual(0, await auditor.Page.Locator("script, img, #injected, svg[onload]").CountAsync(), path);
            Assert.AreEqual(0, await auditor.Page.Locator("a[href^='javascript']").CountAsync(), path);
        }

        Assert.IsTrue(requests.TrueForAll(url => url.StartsWith(site.Web.AbsoluteUri, StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task EvenAScriptInThePageWouldNotRun()
    {
        await using var auditor = await Visitor.WithCertificateAsync(await Hospital.SiteAsync());
        await auditor.GoAsync("chain");
        var blocked = auditor.Page.WaitForConsoleMessageAsync(new PageWaitForConsoleMessageOptions
        {
            Predicate = message => message.Text.Contains("Content Security Policy", StringComparison.Ordinal),
        });
        await auditor.Page.EvaluateAsync(
            """
            () => {
                const script = document.createElement('script');
                script.textContent = "document.title = 'run'";
                document.body.append(script);
            }
            """);
        await blocked;
        Assert.AreNotEqual("run", await auditor.Page.TitleAsync());
    }

    [TestMethod]
    public async Task ACellOfTheExportIsNoFormula()
    {
        await Chromium.BrowserAsync();
        await using var site = await AuditSite.StartAsync();
        await site.SendAsync(Traffic.Hostile(TimeProvider.System.GetUtcNow(), "=HYPERLINK(\"http://x\")"));
        await using var auditor = await Visitor.WithCertificateAsync(site);
        await auditor.GoAsync("report?patient=xss");
        var csv = await auditor.DownloadAsync(auditor.Page.GetByText("Export as CSV"));
        StringAssert.Contains(csv, "\"'=HYPERLINK(\"\"http://x\"\")\"");
        Assert.DoesNotContain("\"=", csv);
    }
}
