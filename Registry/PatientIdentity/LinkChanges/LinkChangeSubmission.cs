using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.PatientIdentity.LinkChanges;

/// <summary>
/// The submission that a link change amounts to: a SubmissionSet of the registry's own making and the new versions, as
/// an ITI-57 would bring them. Ids are symbolic or missing and are assigned with those of any other submission.
/// </summary>
internal static class LinkChangeSubmission
{
    private const string SetId = "SubmissionSet";

    public static Submission Of(LinkChange link, AffectedObjects affected, Code contentType, Hl7Time now)
    {
        var entries = affected.Entries.Select((e, i) => Entry(link, e, $"Entry{i}")).ToSequence();
        var folders = affected.Folders.Select((f, i) => Folder(link, f, $"Folder{i}")).ToSequence();
        return new Submission(
            Set(link, contentType, now),
            entries,
            folders,
            [
                .. affected.Entries.Select((e, i) => Membership($"Entry{i}", e.Number, isEntry: true)),
                .. affected.Folders.Select((f, i) => Membership($"Folder{i}", f.Number, isEntry: false)),
            ]);
    }

    private static DocumentEntry Entry(LinkChange link, ObjectVersion latest, string id)
    {
        var rim = (ExtrinsicObject)Of(link, latest, id, XdsUrns.DocumentEntry.PatientId);
        return new DocumentEntry(rim with
        {
            Slots = rim.Slots.Map(s => s.Name == SlotNames.SourcePatientId
                ? s with { Values = [link.LocalId.ToString()] }
                : s),
        });
    }

    private static Folder Folder(LinkChange link, ObjectVersion latest, string id) =>
        new((RegistryPackage)Of(link, latest, id, XdsUrns.Folder.PatientId));

    /// <summary>The same object under the new patient; its parts get ids of their own.</summary>
    private static RegistryObject Of(LinkChange link, ObjectVersion latest, string id, string patientIdScheme)
    {
        var rim = latest.Object.Fragment.ReadObject();
        return rim with
        {
            Id = id,
            Classifications = rim.Classifications.Map(c => c with { Id = null }),
            ExternalIdentifiers = rim.ExternalIdentifiers.Map(i => i with
            {
                Id = null,
                Value = i.IdentificationScheme == patientIdScheme ? link.NewXadPid.ToString() : i.Value,
            }),
        };
    }

    private static Association Membership(string target, int previousVersion, bool isEntry) => new(new RimAssociation
    {
        AssociationType = AssociationType.HasMember.ToUrn(),
        SourceObject = SetId,
        TargetObject = target,
        Slots =
        [
            .. isEntry ? [new Slot(SlotNames.SubmissionSetStatus, ["Original"])] : Sequence.Create<Slot>([]),
            new Slot(SlotNames.PreviousVersion, [$"{previousVersion}"]),
        ],
    });

    /// <summary>
    /// Without an author, since nobody wrote anything. A sender that names itself by no OID is told by the authority of
    /// the local identifiers, which is where the change comes from.
    /// </summary>
    private static SubmissionSet Set(LinkChange link, Code contentType, Hl7Time now) => new(new RegistryPackage
    {
        Id = SetId,
        Slots = [new Slot(SlotNames.SubmissionTime, [now.Digits])],
        Classifications =
        [
            new Classification
            {
                ClassificationScheme = XdsUrns.SubmissionSet.ContentTypeCode,
                NodeRepresentation = contentType.Value,
                Name = InternationalString.Of(contentType.DisplayName ?? contentType.Value),
                Slots = [new Slot(SlotNames.CodingScheme, [contentType.Scheme])],
            },
            new Classification { ClassificationNode = XdsUrns.SubmissionSetNode },
        ],
        ExternalIdentifiers =
        [
            Identifier(XdsUrns.SubmissionSet.PatientId, "XDSSubmissionSet.patientId", link.NewXadPid.ToString()),
            Identifier(
                XdsUrns.SubmissionSet.SourceId, "XDSSubmissionSet.sourceId", link.Sender ?? link.LocalId.Authority),
            Identifier(XdsUrns.SubmissionSet.UniqueId, "XDSSubmissionSet.uniqueId", Oid.Of(Guid.NewGuid())),
        ],
    });

    private static ExternalIdentifier Identifier(string scheme, string name, string value) => new()
    {
        IdentificationScheme = scheme,
        Value = value,
        Name = InternationalString.Of(name),
    };
}
