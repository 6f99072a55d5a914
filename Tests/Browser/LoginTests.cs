using Microsoft.Playwright;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Browser;

/// <summary>Who gets in, who does not, and what is recorded of it.</summary>
[TestClass]
public sealed class LoginTests
{
    [TestMethod]
    public async Task AnAuditorLogsInByPasswordAndCodeAndOut()
    {
        await Chromium.BrowserAsync();
        await using var site = await AuditSite.StartAsync();
        var account = await site.AddAuditorAsync("ann");
        await using var visitor = await Visitor.UnknownAsync(site);

        await visitor.GoAsync("chain");
        Assert.AreEqual("Log in", await visitor.TitleAsync());
        await visitor.LogInAsync(account);
        Assert.AreEqual("Search", await visitor.TitleAsync());

        var cookies = await visitor.Page.Context.CookiesAsync();
        var session = cookies.Single(cookie => cookie.Name == "__Host-session");
        Assert.IsTrue(session is { HttpOnly: true, Secure: true, SameSite: SameSiteAttribute.Strict });
        Assert.AreEqual("", await visitor.Page.EvaluateAsync<string>("() => document.cookie"));

        await visitor.Page.Locator("header button").ClickAsync();
        Assert.AreEqual("Log in", await visitor.TitleAsync());
        await visitor.GoAsync("report");
        Assert.AreEqual("Log in", await visitor.TitleAsync());
        Assert.HasCount(1, site.Records(new AuditFilter { EventCode = "110122", User = "ann", Outcome = 0 }));
        Assert.HasCount(1, site.Records(new AuditFilter { EventCode = "110123", User = "ann" }));
    }

    [TestMethod]
    public async Task AfterFiveFailuresTheRightCodeDoesNotHelp()
    {
        await Chromium.BrowserAsync();
        await using var site = await AuditSite.StartAsync();
        var account = await site.AddAuditorAsync("ann");
        await using var visitor = await Visitor.UnknownAsync(site, new Habits("fr-FR"));
        for (var i = 0; i < 5; i++)
        {
            await visitor.LogInAsync("ann", "wrong password", "000000");
            StringAssert.Contains(await visitor.Page.Locator("[role=alert]").InnerTextAsync(), "Échec de la connexion");
        }

        await visitor.LogInAsync(account);
        Assert.AreEqual("Se connecter", await visitor.TitleAsync());
        Assert.HasCount(6, site.Records(new AuditFilter { EventCode = "110122", User = "ann", Outcome = 4 }));
    }

    [TestMethod]
    public async Task AFormOfAnotherSiteLogsNobodyOut()
    {
        await Chromium.BrowserAsync();
        await using var site = await AuditSite.StartAsync();
        await using var visitor = await Visitor.UnknownAsync(site);
        await visitor.LogInAsync(await site.AddAuditorAsync("ann"));
        await visitor.Page.SetContentAsync(
            $"<form method='post' action='{site.Web}logout'><button>win a prize</button></form>");
        await visitor.Page.Locator("button").ClickAsync();
        await visitor.GoAsync("");
        Assert.AreEqual("Search", await visitor.TitleAsync());
    }

    [TestMethod]
    public async Task ACertificateNeedsNoLoginAndNothingIsKeptInTheBrowser()
    {
        var site = await Hospital.SiteAsync();
        await using var visitor = await Visitor.WithCertificateAsync(site);
        var answer = await visitor.GoAsync("");
        Assert.AreEqual("Search", await visitor.TitleAsync());
        Assert.AreEqual("no-store", await answer!.HeaderValueAsync("cache-control"));
        StringAssert.Contains(await visitor.Page.Locator("header").InnerTextAsync(), "CN=auditor");
    }
}
