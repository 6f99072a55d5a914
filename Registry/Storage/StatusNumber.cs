using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Storage;

/// <summary>availabilityStatus as a number: 1 Approved, 2 Deprecated.</summary>
internal static class StatusNumber
{
    public static int Of(AvailabilityStatus status) => status == AvailabilityStatus.Approved ? 1 : 2;

    public static AvailabilityStatus Read(int number) =>
        number == 1 ? AvailabilityStatus.Approved : AvailabilityStatus.Deprecated;
}
