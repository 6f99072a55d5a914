using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>The life cycle of a registered object (ITI TF-3 §4.2.3.2).</summary>
public enum AvailabilityStatus
{
    Approved,
    Deprecated,
}

/// <summary>The URNs of <see cref="AvailabilityStatus"/>.</summary>
public static class AvailabilityStatuses
{
    public static string ToUrn(this AvailabilityStatus status) => status switch
    {
        AvailabilityStatus.Approved => XdsUrns.StatusApproved,
        _ => XdsUrns.StatusDeprecated,
    };

    public static AvailabilityStatus? TryParse(string? urn) => urn switch
    {
        XdsUrns.StatusApproved => AvailabilityStatus.Approved,
        XdsUrns.StatusDeprecated => AvailabilityStatus.Deprecated,
        _ => null,
    };
}
