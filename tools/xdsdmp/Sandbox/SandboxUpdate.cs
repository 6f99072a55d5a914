using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>What TD3.3 asks of the registry: other visibility, or another state (ITI-57, ITI TF-2 §3.57).</summary>
internal static class SandboxUpdate
{
    public const string Archived = "urn:asip:ci-sis:2010:StatusType:Archived";
    public const string Deleted = "urn:asip:ci-sis:2010:StatusType:Deleted";

    private const string Membership = "Membership01";

    /// <summary>The entry as it is, with this confidentialityCode as well.</summary>
    public static RegistryObjectList Mask(SubmissionDraft set, ExtrinsicObject current, Code visibility)
    {
        var id = NewId();
        var version = current.VersionInfo?.VersionName ?? "1";
        var entry = current with
        {
            Id = id,
            Lid = current.Lid ?? current.Id,
            Status = null,
            VersionInfo = null,
            Classifications =
            [
                .. current.Classifications.Select(one => one with { Id = NewId(), ClassifiedObject = id }),
                Coded(id, XdsUrns.DocumentEntry.ConfidentialityCode, visibility),
            ],
            ExternalIdentifiers =
                current.ExternalIdentifiers.Map(one => one with { Id = NewId(), RegistryObject = id }),
        };
        return new RegistryObjectList(
        [
            set.Set(), entry,
            Association(XdsUrns.Association.HasMember, id) with
            {
                Slots =
                [
                    new Slot(SlotNames.SubmissionSetStatus, ["Original"]),
                    new Slot(SlotNames.PreviousVersion, [version]),
                ],
            },
        ]);
    }

    public static RegistryObjectList NewStatus(SubmissionDraft set, string entryUuid, string from, string to) => new(
    [
        set.Set(),
        Association(XdsUrns.Association.UpdateAvailabilityStatus, entryUuid) with
        {
            Slots = [new Slot(SlotNames.OriginalStatus, [from]), new Slot(SlotNames.NewStatus, [to])],
        },
    ]);

    private static RimAssociation Association(string type, string target) => new()
    {
        Id = Membership,
        ObjectType = XdsUrns.ObjectType.Association,
        AssociationType = type,
        SourceObject = SubmissionDraft.SetId,
        TargetObject = target,
    };

    private static Classification Coded(string owner, string scheme, Code code) => new()
    {
        Id = NewId(),
        ObjectType = XdsUrns.ObjectType.Classification,
        ClassificationScheme = scheme,
        ClassifiedObject = owner,
        NodeRepresentation = code.Value,
        Slots = [new Slot(SlotNames.CodingScheme, [code.Scheme])],
        Name = InternationalString.Of(code.DisplayName ?? code.Value),
    };

    private static string NewId() => new EntryUuid(Guid.CreateVersion7()).ToString();
}
