using Microsoft.Playwright;
using XdsDmp.Atna.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Browser;

/// <summary>Somebody before a browser window of their own, with their language and their screen.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Visitor(AuditSite site, IBrowserContext context, IPage page) =>
        (Site, _context, Page) = (site, context, page);

    public AuditSite Site { get; }

    public IPage Page { get; }

    /// <summary>An auditor whose browser shows a certificate.</summary>
    public static Task<Visitor> WithCertificateAsync(AuditSite site, Habits? habits = null)
    {
        var files = TestPki.Files.Auditor;
        return OpenAsync(site, habits ?? new Habits(), new ClientCertificate
        {
            Origin = site.Web.GetLeftPart(UriPartial.Authority),
            CertPath = files.CertificatePath,
            KeyPath = files.KeyPath,
        });
    }

    /// <summary>Nobody yet: the login form is all there is.</summary>
    public static Task<Visitor> UnknownAsync(AuditSite site, Habits? habits = null) =>
        OpenAsync(site, habits ?? new Habits(), certificate: null);

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(new Uri(Site.Web, path).AbsoluteUri);

    public async Task LogInAsync(string name, string password, string code)
    {
        await GoAsync("login");
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("#password").FillAsync(password);
        await Page.Locator("#code").FillAsync(code);
        await Page.Locator("main button").ClickAsync();
    }

    /// <summary>With the code that the auditor's app shows now.</summary>
    public Task LogInAsync(AuditorAccount account) => LogInAsync(
        account.Name, AuditSite.Password,
        OneTimeCode.At(account.Totp, OneTimeCode.StepOf(TimeProvider.System.GetUtcNow())));

    public async Task<string> TitleAsync() => await Page.Locator("h1").InnerTextAsync();

    /// <summary>The body of what a link downloads.</summary>
    public async Task<string> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static async Task<Visitor> OpenAsync(AuditSite site, Habits habits, ClientCertificate? certificate)
    {
        var browser = await Chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = habits.Locale,
            ColorScheme = habits.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = habits.Width, Height = 900 },
            JavaScriptEnabled = habits.HasScripts,
            ClientCertificates = certificate is null ? null : [certificate],

            // The authority was made for this run; no browser knows it.
            IgnoreHTTPSErrors = true,
        });
        return new Visitor(site, context, await context.NewPageAsync());
    }
}

/// <param name="Locale">The browser's language.</param>
/// <param name="Width">Of the window, in pixels.</param>
/// <param name="IsDark">The visitor prefers light text on a dark ground.</param>
/// <param name="HasScripts">Scripts may run; ours must not need any.</param>
internal sealed record Habits(
    string Locale = "en-GB", int Width = 1280, bool IsDark = false, bool HasScripts = true);
