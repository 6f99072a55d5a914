using System.Globalization;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>Whether somebody is of age; birth dates of a carte Vitale need not be on the calendar.</summary>
internal static class Age
{
    /// <summary>
    /// True when so many years have passed since a birth date <c>yyyyMMdd</c>; false while the date is not known.
    /// </summary>
    public static bool IsReached(string? birthDate, int years, DateOnly today)
    {
        if (birthDate?.Length != 8 || !int.TryParse(
            birthDate, NumberStyles.None, CultureInfo.InvariantCulture, out var born))
        {
            return false;
        }

        var now = (today.Year * 10_000) + (today.Month * 100) + today.Day;
        return now - born >= years * 10_000;
    }
}
