using System.Text.Json;
using Microsoft.Playwright;

namespace XdsDmp.Tests.Browser;

/// <summary>Who accessed a patient, on the screen, on paper, in a file; and what should not happen.</summary>
[TestClass]
public sealed class ReportTests
{
    [TestMethod]
    public async Task TheReportSaysByPersonHowOften()
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits(HasScripts: false));
        await auditor.GoAsync("report");
        await auditor.Page.Locator("#patient").FillAsync($"{Traffic.Patient}^^^&{Traffic.Authority}&ISO");
        await auditor.Page.Locator("form.search button").ClickAsync();
        var people = auditor.Page.Locator("table.list").First;
        StringAssert.Contains(await people.InnerTextAsync(), Traffic.Doctor);
        var counts = await people.Locator("tbody td:nth-child(2)").AllInnerTextsAsync();
        var listed = await auditor.Page.Locator("a[href^='/record/']").CountAsync();
        Assert.AreEqual(listed, counts.Sum(count => int.Parse(count)));
    }

    [TestMethod]
    public async Task TheReportIsExportedWhole()
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits("fr-FR", HasScripts: false));
        await auditor.GoAsync($"report?patient={Traffic.Patient}");
        var listed = await auditor.Page.Locator("a[href^='/record/']").CountAsync();

        var csv = await auditor.DownloadAsync(auditor.Page.GetByText("Exporter en CSV"));
        Assert.HasCount(listed + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        StringAssert.Contains(csv, $"\"{Traffic.Doctor}\"");

        var json = await auditor.DownloadAsync(auditor.Page.GetByText("Exporter en Bundle FHIR"));
        var bundle = JsonDocument.Parse(json).RootElement;
        Assert.AreEqual("collection", bundle.GetProperty("type").GetString());
        Assert.AreEqual(listed, bundle.GetProperty("entry").GetArrayLength());
    }

    [TestMethod]
    public async Task OnPaperThereIsTheReportAndWhoPrintedIt()
    {
        await using var auditor = await Visitor.WithCertificateAsync(await Hospital.SiteAsync());
        await auditor.GoAsync($"report?patient={Traffic.Patient}");
        var printed = auditor.Page.GetByText("Printed by");
        Assert.IsFalse(await printed.IsVisibleAsync());
        await auditor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.IsTrue(await printed.IsVisibleAsync());
        Assert.IsTrue(await auditor.Page.Locator("table.list").First.IsVisibleAsync());
        foreach (var gone in new[] { "header", "form.search", ".links" })
        {
            Assert.IsFalse(await auditor.Page.Locator(gone).First.IsVisibleAsync(), gone);
        }
    }

    [TestMethod]
    public async Task FailuresAndEmergenciesStandOnOnePage()
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits(HasScripts: false));
        await auditor.GoAsync("failures");
        var tables = auditor.Page.Locator("table.list");
        StringAssert.Contains(await tables.Nth(0).InnerTextAsync(), "Emergency access begun");
        StringAssert.Contains(await tables.Nth(1).InnerTextAsync(), "Serious failure");
        await auditor.Page.GetByText("Search all failures").ClickAsync();
        var outcomes = await auditor.Page.Locator("tbody td:nth-child(3) .badge").AllInnerTextsAsync();
        Assert.IsNotEmpty(outcomes);
        Assert.DoesNotContain("Success", outcomes);
    }

    [TestMethod]
    public async Task TheChainIsSignedTheTargetIsBehindAndASenderIsSilent()
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits(HasScripts: false));
        await auditor.GoAsync("chain");
        var page = await auditor.Page.Locator("main").InnerTextAsync();
        foreach (var expected in new[] { "Last checkpoint", "Unsigned records since", "for ever", "regional" })
        {
            StringAssert.Contains(page, expected);
        }

        var behind = await auditor.Page.Locator("table.list").First.Locator("td:nth-child(2)").InnerTextAsync();
        Assert.IsGreaterThan(200, int.Parse(behind));
        var silent = auditor.Page.Locator("tr", new PageLocatorOptions { HasText = Traffic.SilentSystem });
        StringAssert.Contains(await silent.InnerTextAsync(), "silent");
    }
}
