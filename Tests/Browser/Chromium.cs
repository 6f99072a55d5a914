using Microsoft.Playwright;

namespace XdsDmp.Tests.Browser;

/// <summary>
/// The machine's own Chromium, started once. None is downloaded; without one these tests are skipped and say so.
/// </summary>
internal static class Chromium
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];
    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Started = new(StartAsync);

    public static async Task<IBrowser> BrowserAsync()
    {
        if (Path is null)
        {
            Assert.Inconclusive($"no browser at {string.Join(", ", Paths)}: install Debian's package chromium");
        }

        return (await Started.Value).Browser;
    }

    public static async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            var (playwright, browser) = await Started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static string? Path => Array.Find(Paths, File.Exists);

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,

            // Whoever builds in a container is root there, and Chromium's sandbox does not start for root.
            ChromiumSandbox = false,
        }));
    }
}
