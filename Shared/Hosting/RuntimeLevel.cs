using System.Runtime.InteropServices;

namespace XdsDmp.Hosting;

/// <summary>
/// The runtime below us has had holes in HTTP and in XML signatures that were mended in its patches: an old one is a
/// risk that no code of ours makes good.
/// </summary>
public static class RuntimeLevel
{
    /// <summary>Mends CVE-2026-47304 (signatures) and what was known before it.</summary>
    private static readonly Version Least = new(10, 0, 10);

    /// <summary>For instance <c>.NET 10.0.12</c>.</summary>
    public static string Name => RuntimeInformation.FrameworkDescription;

    /// <summary>Null when the runtime is recent enough.</summary>
    public static string? Warning => WarningFor(Environment.Version);

    internal static string? WarningFor(Version runtime) => runtime >= Least
        ? null
        : $"the runtime is {runtime}; before {Least} it has known holes that concern this program: update .NET";
}
