using XdsDmp.Metadata.Errors;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>Why somebody may not do what he wants: which rule, and what would help.</summary>
internal sealed record Refusal(RefusalKind Kind, Explanation Explanation);

/// <summary>What a refusal means for the form of the answer.</summary>
internal enum RefusalKind
{
    /// <summary>There is no DMP for this person.</summary>
    NoDmp,

    /// <summary>There is one, and it is closed.</summary>
    Closed,

    /// <summary>DMPAccessDeniedByRightsService.</summary>
    Rights,
}
