namespace XdsDmp.Security.Systems;

/// <summary>What systems there are: a closed list, so that a slip of the pen shows.</summary>
public static class SystemKinds
{
    public static IReadOnlyList<string> All { get; } =
    [
        "practice", "hospital", "laboratory", "source", "repository", "registry", "feed", "auditor", "administrator",
        "gateway", "node", "other",
    ];
}
