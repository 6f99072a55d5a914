namespace XdsDmp.Security.Systems;

/// <summary>Which system a certificate stands for.</summary>
public abstract record SystemMatch
{
    private SystemMatch()
    {
    }

    public sealed record Known(KnownSystem System) : SystemMatch;

    public sealed record Unknown : SystemMatch;

    /// <summary>It bears the marks of several: nobody can say whose rights it has, so that it has none.</summary>
    public sealed record Ambiguous(IReadOnlyList<string> Names) : SystemMatch;
}
