using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.DataTypes;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>
/// Checks codes and authors, which are coded as Classifications (ITI TF-3 §4.2.3.1, §4.2.3.2 (author)).
/// </summary>
internal static class ClassificationCheck
{
    private static readonly (string Slot, DataType Type)[] AuthorSlots =
    [
        (SlotNames.AuthorPerson, XcnType.Type),
        (SlotNames.AuthorInstitution, XonType.Type),
        (SlotNames.AuthorTelecommunication, XtnType.Type),
    ];

    /// <returns>How many the object has.</returns>
    public static int Check(RuleContext context, AttributeRule attribute, MetadataObject it)
    {
        var count = 0;
        foreach (var classification in it.Rim.Classifications)
        {
            if (classification.ClassificationScheme == attribute.Key)
            {
                count++;
                if (attribute.Coding == Coding.AsAuthor)
                {
                    CheckAuthor(context, attribute, it, classification);
                }
                else
                {
                    CheckCode(context, attribute.Description, attribute.Name, it, classification);
                }
            }
        }

        return count;
    }

    public static void CheckCode(
        RuleContext context, RuleDescription rule, string attribute, MetadataObject it, Classification code)
    {
        if (string.IsNullOrEmpty(code.NodeRepresentation))
        {
            context.Report(rule, "a code without value", it, attribute, accepted: "@nodeRepresentation with the code");
        }

        if (context.Settings.RequireDisplayNames && string.IsNullOrEmpty(code.Name?.Text))
        {
            context.Report(
                rule, "a code without display name", it, attribute, code.NodeRepresentation,
                "Name with one LocalizedString");
        }

        var scheme = code.Slot(SlotNames.CodingScheme);
        if (scheme is not { Values.Count: 1 } || scheme.Values[0].Length == 0)
        {
            context.Report(
                rule, "a code without exactly one coding scheme", it, attribute, code.NodeRepresentation,
                "Slot codingScheme with one value");
        }
    }

    private static void CheckAuthor(
        RuleContext context, AttributeRule attribute, MetadataObject it, Classification author)
    {
        if (!string.IsNullOrEmpty(author.NodeRepresentation))
        {
            context.Report(
                attribute.Description, "an author with a nodeRepresentation", it, attribute.Name,
                author.NodeRepresentation,
                "an empty one");
        }

        if (author.Slot(SlotNames.AuthorPerson) is { Values.Count: > 1 })
        {
            context.Report(
                attribute.Description, "several persons in one author", it, SlotNames.AuthorPerson,
                accepted: "one author Classification for each person");
        }

        var hasIdentity = false;
        foreach (var (slot, type) in AuthorSlots)
        {
            hasIdentity |= CheckSlot(context, attribute, it, author.Slot(slot), type);
        }

        if (!hasIdentity)
        {
            context.Report(
                attribute.Description, "an author with neither person, institution nor telecommunication", it,
                attribute.Name,
                accepted: "at least one of them");
        }
    }

    /// <returns>True when the slot holds a value.</returns>
    private static bool CheckSlot(
        RuleContext context, AttributeRule attribute, MetadataObject it, Slot? slot, DataType type)
    {
        if (slot is null)
        {
            return false;
        }

        foreach (var value in slot.Values)
        {
            if (type.Problem(value, context.Settings) is { } problem)
            {
                context.Report(attribute.Description, problem, it, slot.Name, value, type.Accepted);
            }
        }

        return slot.Values.Count > 0;
    }
}
