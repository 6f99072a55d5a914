namespace XdsDmp.Tests.Browser;

/// <summary>Without a mouse: everything is reached, in the order of the page, and one sees where one is.</summary>
[TestClass]
public sealed class KeyboardTests
{
    private const string Where = "() => document.activeElement.id || document.activeElement.innerText.trim()";

    [TestMethod]
    public async Task TheFirstKeySkipsTheMenu()
    {
        await using var auditor = await Visitor.WithCertificateAsync(await Hospital.SiteAsync());
        await auditor.GoAsync("chain");
        await auditor.Page.Keyboard.PressAsync("Tab");
        var skip = auditor.Page.Locator(".skip");
        Assert.AreEqual("Skip to content", await auditor.Page.EvaluateAsync<string>(Where));
        Assert.IsGreaterThanOrEqualTo(0f, (await skip.BoundingBoxAsync())!.X);
        await auditor.Page.Keyboard.PressAsync("Enter");
        Assert.AreEqual("content", await auditor.Page.EvaluateAsync<string>(Where));
        await auditor.Page.Keyboard.PressAsync("Tab");
        Assert.IsTrue(await auditor.Page.EvaluateAsync<bool>(
            "() => document.querySelector('main').contains(document.activeElement)"));
    }

    [TestMethod]
    public async Task FieldsFollowOneAnotherAndTheFocusIsSeen()
    {
        await using var auditor = await Visitor.WithCertificateAsync(await Hospital.SiteAsync());
        await auditor.GoAsync("?patient=nobody");
        await auditor.Page.Locator("#patient").FocusAsync();
        await auditor.Page.Keyboard.PressAsync("Shift+Tab");
        var seen = new List<string>();
        for (var i = 0; i < 20 && !seen.Contains("New search"); i++)
        {
            await auditor.Page.Keyboard.PressAsync("Tab");
            seen.Add(await auditor.Page.EvaluateAsync<string>(Where));
            Assert.AreEqual(
                "3px solid",
                await auditor.Page.EvaluateAsync<string>(
                    "() => { const s = getComputedStyle(document.activeElement); "
                    + "return s.outlineWidth + ' ' + s.outlineStyle; }"),
                seen[^1]);
        }

        // The parts of a date are steps of their own.
        Assert.AreEqual(
            "patient person document system event outcome from to Search New search",
            string.Join(' ', seen.Distinct()));
    }

    [TestMethod]
    public async Task ASearchNeedsNoMouse()
    {
        await using var auditor = await Visitor.WithCertificateAsync(
            await Hospital.SiteAsync(), new Habits(HasScripts: false));
        await auditor.GoAsync("");
        await auditor.Page.Locator("#patient").FocusAsync();
        await auditor.Page.Keyboard.TypeAsync(Traffic.Patient);
        await auditor.Page.Keyboard.PressAsync("Enter");
        await auditor.Page.WaitForURLAsync($"**/?patient={Traffic.Patient}*");
        var record = auditor.Page.Locator("a[href^='/record/']").First;
        await record.FocusAsync();
        await auditor.Page.Keyboard.PressAsync("Enter");
        await auditor.Page.WaitForURLAsync("**/record/*");
    }
}
