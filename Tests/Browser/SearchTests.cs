using System.Globalization;
using Microsoft.Playwright;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Browser;

/// <summary>An auditor looks for something. All of it works without any script in the page, too.</summary>
[TestClass]
public sealed class SearchTests
{
    [TestMethod]
    [DataRow("#patient", Traffic.Patient, 5, Traffic.Patient)]
    [DataRow("#patient", Traffic.PortalPatient, 2, "Data read")]
    [DataRow("#person", "medecin exemple 1", 4, Traffic.Doctor)]
    [DataRow("#person", "899700012345", 4, Traffic.Doctor)]
    [DataRow("#system", Traffic.SilentSystem, 6, Traffic.SilentSystem)]
    [DataRow("#event", "ITI-41", 2, "Documents submitted")]
    public async Task AFieldFindsWhatItNames(string field, string value, int column, string expected)
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits(HasScripts: false));
        await auditor.GoAsync("");
        await auditor.Page.Locator(field).FillAsync(value);
        await auditor.Page.Locator("form.search button").ClickAsync();
        var rows = auditor.Page.Locator("tr:has(a[href^='/record/'])");
        var cells = await rows.Locator($"td:nth-child({column})").AllInnerTextsAsync();
        var found = cells.Where(cell => cell.Length > 0).ToList();
        Assert.IsNotEmpty(found);
        foreach (var cell in found)
        {
            StringAssert.Contains(cell, expected);
        }
    }

    [TestMethod]
    public async Task ADocumentADayAndAnOutcomeAreFound()
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits("fr-FR", HasScripts: false));
        await auditor.GoAsync("");
        await auditor.Page.Locator("#document").FillAsync(Traffic.Document);
        await auditor.Page.Locator("#outcome").SelectOptionAsync("failed");
        await auditor.Page.Locator("#from").FillAsync("2020-01-01");
        await auditor.Page.Locator("form.search button").ClickAsync();
        var row = auditor.Page.Locator("table.list tbody tr:has(a[href^='/record/'])");
        Assert.AreEqual(1, await row.CountAsync());
        StringAssert.Contains(await row.InnerTextAsync(), "Échec grave");

        await auditor.Page.Locator("#to").FillAsync("2020-01-02");
        await auditor.Page.Locator("form.search button").ClickAsync();
        StringAssert.Contains(await auditor.Page.Locator("main").InnerTextAsync(), "Aucun événement trouvé.");
    }

    [TestMethod]
    public async Task TheChartLeadsToItsDays()
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits(HasScripts: false));
        await auditor.GoAsync($"?patient={Traffic.Patient}");
        Assert.IsGreaterThan(10, await auditor.Page.Locator("svg rect").CountAsync());
        await auditor.Page.Locator("summary").ClickAsync();
        var day = auditor.Page.Locator("details tbody tr").First;
        var counts = (await day.Locator("td").AllInnerTextsAsync()).Skip(1)
            .Sum(text => int.Parse(text, CultureInfo.InvariantCulture));
        await day.Locator("a").ClickAsync();
        Assert.AreEqual(counts, await auditor.Page.Locator("a[href^='/record/']").CountAsync());
        Assert.AreEqual(Traffic.Patient, await auditor.Page.Locator("#patient").InputValueAsync());
    }

    [TestMethod]
    public async Task OlderEventsFollowAndTheNewestAreOneStepAway()
    {
        await using var auditor = await Visitor.WithCertificateAsync(await Hospital.SiteAsync());
        await auditor.GoAsync("?event=ITI-43");
        var first = await RecordsAsync(auditor);
        await auditor.Page.GetByText("Older events").ClickAsync();
        var second = await RecordsAsync(auditor);
        Assert.HasCount(50, first);
        Assert.IsEmpty(first.Intersect(second));
        await auditor.Page.GetByText("Newest events").ClickAsync();
        CollectionAssert.AreEqual(first.ToList(), (await RecordsAsync(auditor)).ToList());
    }

    [TestMethod]
    public async Task TheLanguageChangesAndTheSearchStays()
    {
        await using var auditor = await Visitor.WithCertificateAsync(await Hospital.SiteAsync());
        await auditor.GoAsync($"?patient={Traffic.Patient}&outcome=8");
        await auditor.Page.GetByText("Français").ClickAsync();
        Assert.AreEqual("Rechercher", await auditor.TitleAsync());
        Assert.AreEqual(Traffic.Patient, await auditor.Page.Locator("#patient").InputValueAsync());
        Assert.AreEqual("fr", await auditor.Page.Locator("html").GetAttributeAsync("lang"));
        await auditor.GoAsync("chain");
        Assert.AreEqual("Chaîne et émetteurs", await auditor.TitleAsync());
    }

    [TestMethod]
    public async Task ARecordIsAReadableSentenceBesideTheMessageAsItCame()
    {
        var site = await Hospital.SiteAsync();
        await using var auditor = await Visitor.WithCertificateAsync(site);
        await auditor.GoAsync($"?document={Traffic.Document}&outcome=0&event=ITI-43");
        await auditor.Page.Locator("a[href^='/record/']").First.ClickAsync();
        var story = await auditor.Page.Locator(".story").InnerTextAsync();
        StringAssert.Contains(story, $"{Traffic.Doctor} – Documents retrieved – patient {Traffic.Patient} – ");
        StringAssert.Contains(story, "Success");

        var shown = await auditor.Page.Locator("pre").InnerTextAsync();
        var number = long.Parse(auditor.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture);
        using var archive = AuditArchive.Open(site.DatabaseFile);
        var stored = System.Text.Encoding.UTF8.GetString(archive.Find(number)!.Message.Raw);
        Assert.AreEqual(stored.TrimEnd(), shown.TrimEnd());

        await auditor.Page.Locator($"a[href^='/report?patient=']").ClickAsync();
        Assert.AreEqual("Who accessed this patient", await auditor.TitleAsync());
    }

    [TestMethod]
    public async Task EveryPageLeavesARecordOfTheLook()
    {
        await Chromium.BrowserAsync();
        await using var site = await AuditSite.StartAsync();
        await using var auditor = await Visitor.WithCertificateAsync(site);
        string[] looks = ["", "report?patient=p1", "failures", "chain", "record/1", "record/99"];
        for (var i = 0; i < looks.Length; i++)
        {
            var before = site.Records(new AuditFilter { EventCode = "110101" }).Count;
            await auditor.GoAsync(looks[i]);
            Assert.IsGreaterThan(before, site.Records(new AuditFilter { EventCode = "110101" }).Count, looks[i]);
        }

        Assert.HasCount(1, site.Records(new AuditFilter { EventCode = "110101", Outcome = 4 }));
    }

    private static async Task<IReadOnlyList<string?>> RecordsAsync(Visitor auditor)
    {
        var links = await auditor.Page.Locator("a[href^='/record/']").AllAsync();
        return [.. await Task.WhenAll(links.Select((ILocator link) => link.GetAttributeAsync("href")))];
    }
}
