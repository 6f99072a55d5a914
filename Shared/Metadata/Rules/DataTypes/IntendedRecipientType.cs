using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.DataTypes;

/// <summary>
/// intendedRecipient: organisation, person and telecommunication, parted by pipes; each may be missing, not all.
/// </summary>
internal static class IntendedRecipientType
{
    private const int MaxParts = 3;

    public static DataType Type { get; } = new("intendedRecipient", "XON|XCN|XTN with at least one part", Problem);

    private static string? Problem(string value, MetadataRuleSettings settings)
    {
        var parts = Hl7.Count(value, '|');
        if (parts is 0 or > MaxParts)
        {
            return parts == 0 ? "an empty recipient" : "more than the three parts XON|XCN|XTN";
        }

        var organisation = Hl7.Component(value, 1, '|');
        var person = Hl7.Component(value, 2, '|');
        var telecommunication = Hl7.Component(value, 3, '|');
        return (organisation.IsEmpty ? null : XonType.Problem(organisation, settings.AcceptOtherXonComponents))
            ?? (person.IsEmpty ? null : XcnType.Problem(person))
            ?? (telecommunication.IsEmpty ? null : XtnType.Problem(telecommunication));
    }
}
