using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// The life cycle of a registered object (ITI TF-3 §4.2.3.2); which of these occur is for the <see cref="LifeCycle"/>.
/// </summary>
public enum AvailabilityStatus
{
    Approved,
    Deprecated,

    /// <summary>Set aside: shown to who asks for it (DMP, TD3.3d).</summary>
    Archived,

    /// <summary>Withdrawn: the bytes stay, nobody sees it (DMP, TD3.3c).</summary>
    Deleted,
}

/// <summary>The URNs of <see cref="AvailabilityStatus"/>.</summary>
public static class AvailabilityStatuses
{
    public static string ToUrn(this AvailabilityStatus status) => status switch
    {
        AvailabilityStatus.Approved => XdsUrns.StatusApproved,
        AvailabilityStatus.Deprecated => XdsUrns.StatusDeprecated,
        AvailabilityStatus.Archived => XdsUrns.StatusArchived,
        _ => XdsUrns.StatusDeleted,
    };

    public static AvailabilityStatus? TryParse(string? urn) => urn switch
    {
        XdsUrns.StatusApproved => AvailabilityStatus.Approved,
        XdsUrns.StatusDeprecated => AvailabilityStatus.Deprecated,
        XdsUrns.StatusArchived => AvailabilityStatus.Archived,
        XdsUrns.StatusDeleted => AvailabilityStatus.Deleted,
        _ => null,
    };
}
