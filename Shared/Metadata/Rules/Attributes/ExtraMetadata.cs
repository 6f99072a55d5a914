using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.DataTypes;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>Slots that IHE does not define are welcome under a URN of their owner's.</summary>
internal static class ExtraMetadata
{
    private const string IhePrefix = "urn:ihe:";

    private static readonly HashSet<string> EntrySlots = new(StringComparer.Ordinal)
    {
        SlotNames.CreationTime, SlotNames.DocumentAvailability, SlotNames.Hash, SlotNames.LanguageCode,
        SlotNames.LegalAuthenticator, SlotNames.ReferenceIdList, SlotNames.RepositoryUniqueId,
        SlotNames.ServiceStartTime, SlotNames.ServiceStopTime, SlotNames.Size, SlotNames.SourcePatientId,
        SlotNames.SourcePatientInfo, SlotNames.Uri,
    };

    private static readonly HashSet<string> SubmissionSetSlots = new(StringComparer.Ordinal)
    {
        SlotNames.IntendedRecipient, SlotNames.SubmissionTime,
    };

    private static readonly HashSet<string> FolderSlots = new(StringComparer.Ordinal) { SlotNames.LastUpdateTime };

    private static readonly HashSet<string> AssociationSlots = new(StringComparer.Ordinal)
    {
        SlotNames.AssociationPropagation, SlotNames.NewStatus, SlotNames.OriginalStatus, SlotNames.PreviousVersion,
        SlotNames.SubmissionSetStatus,
    };

    public static SubmissionRule Rule { get; } = new(
        "SLOT-extra", "a slot that IHE does not define is named by a URN outside urn:ihe:", "ITI TF-3 §4.2.3.1.6",
        Check);

    /// <summary>True for a slot of the object that is none of the profile's.</summary>
    public static bool IsExtra(MetadataObject it, Slot slot) => !SlotsOf(it).Contains(slot.Name);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var it in context.Objects)
        {
            foreach (var slot in it.Rim.Slots)
            {
                if (IsExtra(it, slot) && !IsGoodName(slot.Name))
                {
                    context.Report(rule, $"not a slot of a {it.Kind}", it, "Slot", slot.Name,
                        "a URN that does not start with urn:ihe:");
                }
            }
        }
    }

    private static bool IsGoodName(string name) =>
        UrnType.IsUrn(name) && !name.StartsWith(IhePrefix, StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> SlotsOf(MetadataObject it) => it switch
    {
        DocumentEntry => EntrySlots,
        SubmissionSet => SubmissionSetSlots,
        Folder => FolderSlots,
        _ => AssociationSlots,
    };
}
