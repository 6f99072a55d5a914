using System.Collections.Frozen;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// Sectors of activity (TRE_R02, 1.2.250.1.71.4.2.4) and what a DMP is to them (PDT-INF-526; S2 on who is excluded).
/// Whoever comes from a sector that is not known has no access.
/// </summary>
internal static class Sectors
{
    public const string System = "1.2.250.1.71.4.2.4";

    private static readonly FrozenSet<string> Care = Codes(
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 25, 26, 27, 28, 29, 30, 31, 33, 34, 35,
        36, 37, 38, 39, 40, 41, 42, 43, 47, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 63, 64, 65, 67, 68, 69);

    public static Sector Of(string code) => code switch
    {
        "SA13" or "SA66" => Sector.OccupationalHealth,
        "SA24" => Sector.SocialSecurity,
        "SA23" or "SA32" or "SA46" or "SA44" or "SA45" or "SA48" => Sector.Excluded,
        _ => Care.Contains(code) ? Sector.Care : Sector.Unknown,
    };

    private static FrozenSet<string> Codes(params ReadOnlySpan<int> numbers)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in numbers)
        {
            codes.Add($"SA{number:00}");
        }

        return codes.ToFrozenSet(StringComparer.Ordinal);
    }
}

/// <summary>What a DMP is to a sector of activity.</summary>
internal enum Sector
{
    Care,

    /// <summary>Feeds and lists, reads no document.</summary>
    OccupationalHealth,

    /// <summary>Assurance Maladie: feeds, reads nothing.</summary>
    SocialSecurity,

    /// <summary>Insurers, makers of drugs, marketing, recruitment: nothing at all.</summary>
    Excluded,

    Unknown,
}
