using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace XdsDmp.Tests.Browser;

/// <summary>
/// axe-core's rules on every page, in both languages, light and dark, wide and narrow. With the environment variable
/// <c>XDSDMP_PICTURES</c> each page is also kept as a picture in that folder, to be looked at.
/// </summary>
[TestClass]
public sealed class AccessibilityTests
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("XDSDMP_PICTURES");

    /// <summary>Of a page; a list that is longer looks the same further down.</summary>
    private const int MaxPictureHeight = 860;

    private static readonly string AxeCore = new BundledAxeScriptProvider().GetScript();

    [TestMethod]
    [DataRow("en-GB", 1280, false)]
    [DataRow("fr-FR", 1280, true)]
    [DataRow("fr-FR", 390, false)]
    [DataRow("en-GB", 390, true)]
    public async Task NoPageKeepsAnybodyOut(string locale, int width, bool isDark)
    {
        var site = await Hospital.SiteAsync();
        var habits = new Habits(locale, width, isDark);
        await using var auditor = await Visitor.WithCertificateAsync(site, habits);
        await using var unknown = await Visitor.UnknownAsync(site, habits);
        var found = new List<string>();
        foreach (var (name, path) in await PathsAsync(auditor))
        {
            found.AddRange(await LookAsync(auditor, name, path, habits));
        }

        found.AddRange(await LookAsync(unknown, "login", "login", habits));
        await unknown.LogInAsync("nobody", "wrong", "000000");
        found.AddRange(await CheckAsync(unknown, "login failed"));
        Assert.IsEmpty(found, string.Join('\n', found));
    }

    private static async Task<IReadOnlyList<(string Name, string Path)>> PathsAsync(Visitor auditor)
    {
        await auditor.GoAsync($"?patient={Traffic.Patient}");
        var record = await auditor.Page.Locator("a[href^='/record/']").First.GetAttributeAsync("href");

        await auditor.GoAsync($"?patient={Traffic.PortalPatient}");
        var fhir = await auditor.Page.Locator("a[href^='/record/']").First.GetAttributeAsync("href");

        // A few days: axe-core takes its time with long lists, and finds in one row what it finds in all.
        var few = Pictures is null ? $"&from={TimeProvider.System.GetUtcNow().AddDays(-3):yyyy-MM-dd}" : "";
        return
        [
            ("search", Pictures is null ? $"?event=ITI-43{few}" : ""),
            ("search-found", $"?patient={Traffic.Patient}{few}"),
            ("search-nothing", "?patient=nobody"),
            ("search-bad", "?from=yesterday"), ("record", record!),
            ("record-fhir", fhir!), ("record-missing", "record/999999999"),
            ("report", "report"),
            ("report-found", $"report?patient={Traffic.Patient}{few}"), ("failures", "failures"),
            ("chain", "chain"), ("no-page", "nowhere"),
        ];
    }

    private static async Task<IEnumerable<string>> LookAsync(Visitor visitor, string name, string path, Habits habits)
    {
        await visitor.GoAsync(path);
        if (Pictures is not null)
        {
            var colours = habits.IsDark ? "dark" : "light";
            var height = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(Pictures, $"{name}-{habits.Locale[..2]}-{habits.Width}-{colours}.png"),
                FullPage = true,
                Clip = new Clip { Width = habits.Width, Height = Math.Min(height, MaxPictureHeight) },
            });
        }

        return await CheckAsync(visitor, $"{name} {habits}");
    }

    private static async Task<IEnumerable<string>> CheckAsync(Visitor visitor, string name)
    {
        await visitor.Page.EvaluateAsync(AxeCore);
        var result = await visitor.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        var width = await visitor.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return
        [
            .. result.EnumerateArray().Select(violation => $"{name}: {violation.GetString()}"),
            .. width > 0 ? (string[])[$"{name}: is {width} pixels wider than the window"] : [],
        ];
    }
}
