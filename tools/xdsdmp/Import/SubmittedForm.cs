using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// Registered objects as somebody would submit them: without what registries and repositories say of them themselves.
/// Every other attribute goes as it came, slots that no standard knows included.
/// </summary>
/// <param name="patient">To whom they belong here.</param>
internal sealed class SubmittedForm(PatientId patient)
{
    private static readonly string[] PatientIdSchemes =
        [XdsUrns.DocumentEntry.PatientId, XdsUrns.SubmissionSet.PatientId, XdsUrns.Folder.PatientId];

    /// <param name="document">As registered.</param>
    /// <param name="size">Of the octets at hand, which agree with what was registered.</param>
    /// <param name="hash">Likewise.</param>
    public ExtrinsicObject Of(DocumentEntry document, long size, string hash)
    {
        var entry = (ExtrinsicObject)Bare(document.Rim);
        return entry with
        {
            ContentVersionInfo = null,
            Slots = Without(entry.Slots, SlotNames.DocumentAvailability)
                .Append(SlotNames.Size, $"{size}").Append(SlotNames.Hash, hash),
        };
    }

    public RegistryPackage Of(SubmissionSet set) => (RegistryPackage)Bare(set.Rim);

    public RegistryPackage Of(Folder folder)
    {
        var package = (RegistryPackage)Bare(folder.Rim);
        return package with { Slots = Without(package.Slots, SlotNames.LastUpdateTime) };
    }

    /// <param name="association">As registered.</param>
    /// <param name="submissionSetStatus">What it is here; null where it has none.</param>
    public RimAssociation Of(Association association, string? submissionSetStatus)
    {
        var rim = (RimAssociation)Bare(association.Rim);
        var slots = Without(
            rim.Slots, SlotNames.SubmissionSetStatus, SlotNames.PreviousVersion, SlotNames.AssociationPropagation);
        return rim with
        {
            Slots = submissionSetStatus is null
                ? slots
                : slots.Append(SlotNames.SubmissionSetStatus, submissionSetStatus),
        };
    }

    private RegistryObject Bare(RegistryObject it)
    {
        var id = it.Id!;
        var count = 0;
        return it with
        {
            Lid = null,
            Home = null,
            Status = null,
            VersionInfo = null,
            Classifications = it.Classifications.Map(part => (Classification)BarePart(part) with
            {
                Id = PartId(part.Id, id, count++),
                ClassifiedObject = id,
            }),
            ExternalIdentifiers = it.ExternalIdentifiers.Map(part => (ExternalIdentifier)BarePart(part) with
            {
                Id = PartId(part.Id, id, count++),
                RegistryObject = id,
                Value = ValueOf(part),
            }),
        };
    }

    private static RegistryObject BarePart(RegistryObject part) =>
        part with { Lid = null, Home = null, Status = null, VersionInfo = null };

    private static string PartId(string? id, string owner, int number) => EntryUuid.TryParse(id, out var uuid)
        ? uuid.ToString()
        : DerivedIds.Registered($"{owner} {number} {id}");

    /// <summary>As it was written, unless it is another patient here.</summary>
    private string? ValueOf(ExternalIdentifier part) =>
        PatientIdSchemes.Contains(part.IdentificationScheme) && PatientId.TryParse(part.Value) != patient
            ? patient.ToString()
            : part.Value;

    private static Sequence<Slot> Without(Sequence<Slot> slots, params string[] names) =>
        slots.Where(slot => !names.Contains(slot.Name)).ToSequence();
}

/// <summary>Slots that are set whatever stood there.</summary>
internal static class SlotChanges
{
    public static Sequence<Slot> Append(this Sequence<Slot> slots, string name, string value) =>
        slots.Where(slot => slot.Name != name).Append(new Slot(name, [value])).ToSequence();
}
