using System.Diagnostics;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Storage;

/// <summary>availabilityStatus as a number: 1 Approved, 2 Deprecated, 3 Archived, 4 Deleted.</summary>
internal static class StatusNumber
{
    public static int Of(AvailabilityStatus status) => status switch
    {
        AvailabilityStatus.Approved => 1,
        AvailabilityStatus.Deprecated => 2,
        AvailabilityStatus.Archived => 3,
        _ => 4,
    };

    public static AvailabilityStatus Read(int number) => number switch
    {
        1 => AvailabilityStatus.Approved,
        2 => AvailabilityStatus.Deprecated,
        3 => AvailabilityStatus.Archived,
        4 => AvailabilityStatus.Deleted,
        _ => throw new UnreachableException($"no status has the number {number}"),
    };
}
