using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// An author as submitted; persons in XCN, institutions in XON, telecommunication in XTN form (ITI TF-3 §4.2.3.2
/// (author)).
/// </summary>
public sealed record Author(
    string? Person,
    Sequence<string> Institutions,
    Sequence<string> Roles,
    Sequence<string> Specialties,
    Sequence<string> Telecommunications)
{
    public static Author Of(Classification classification) => new(
        classification.SlotValue(SlotNames.AuthorPerson),
        Values(classification, SlotNames.AuthorInstitution),
        Values(classification, SlotNames.AuthorRole),
        Values(classification, SlotNames.AuthorSpecialty),
        Values(classification, SlotNames.AuthorTelecommunication));

    private static Sequence<string> Values(Classification classification, string slot) =>
        classification.Slot(slot)?.Values ?? [];
}
