using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Demonstration;

/// <summary>Who talked to whom.</summary>
internal static class Picture
{
    private static readonly string[] Lines =
    [
        "",
        "  client    ──── ITI-41 submit ────▶ repository ── ITI-42 register ──▶ registry",
        "  client    ──── ITI-18 query ───────────────────────────────────────▶ registry",
        "  client    ──── ITI-43 retrieve ──▶ repository",
        "  stranger  ──── no certificate ───────────────────────────────────✗   registry",
        "  all of them ── ITI-20 audit ─────▶ audit repository",
        "",
    ];

    public static void Write()
    {
        foreach (var line in Lines)
        {
            Screen.Out.WriteLine(line);
        }
    }
}
