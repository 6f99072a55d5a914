using XdsDmp.Tests.Support;

[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]

namespace XdsDmp.Tests.Browser;

/// <summary>The site that most tests look at: three weeks of a hospital's accesses, all made up.</summary>
[TestClass]
public static class Hospital
{
    private static readonly Lazy<Task<AuditSite>> Filled = new(FillAsync);

    /// <summary>A test that changes anything but the trail of accesses starts a site of its own.</summary>
    internal static async Task<AuditSite> SiteAsync()
    {
        // Without a browser nothing is started.
        await Chromium.BrowserAsync();
        return await Filled.Value;
    }

    [AssemblyCleanup]
    public static async Task StopAsync()
    {
        await Chromium.StopAsync();
        if (Filled.IsValueCreated)
        {
            await (await Filled.Value).DisposeAsync();
        }

        TestFolder.DeleteAll();
    }

    private static async Task<AuditSite> FillAsync()
    {
        var site = await AuditSite.StartAsync(
            ("Atna:CheckpointRecords", "100"),
            ("Atna:ForwardTo:0", "syslog-tls://localhost:1?name=regional"));
        await site.SendAsync([.. Traffic.Of(TimeProvider.System.GetUtcNow())]);
        return site;
    }
}
