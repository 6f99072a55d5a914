using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Unit.Registry.Dmp.Hiding;

/// <summary>
/// Version 7 UUIDs, which the registry assigns: they differ from one run to the next, whatever is asked.
/// </summary>
internal static partial class AssignedIds
{
    public static string Hide(string answer) => Assigned().Replace(answer, "urn:uuid:assigned");

    [GeneratedRegex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Assigned();
}
