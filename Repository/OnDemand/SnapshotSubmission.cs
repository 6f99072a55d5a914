using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Submissions;
using SetUrns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;

namespace XdsDmp.Repository.OnDemand;

/// <summary>Registers a snapshot: the entry, its relationship to the On-Demand entry, a SubmissionSet.</summary>
/// <param name="Objects">The message.</param>
/// <param name="UniqueId">Of the SubmissionSet.</param>
internal sealed record SnapshotSubmission(RegistryObjectList Objects, string UniqueId)
{
    private const string Set = "SubmissionSet01";

    /// <param name="onDemand">The entry that was asked for.</param>
    /// <param name="snapshot">What was made.</param>
    /// <param name="replaced">The last snapshot, if this one takes its place; else null.</param>
    /// <param name="sourceId">The repository's own OID.</param>
    /// <param name="contentType">code^display name^scheme; empty: the entry's classCode.</param>
    /// <param name="clock">Says when.</param>
    public static SnapshotSubmission Of(
        DocumentEntry onDemand, ReceivedDocument snapshot, string? replaced, string sourceId, string contentType,
        TimeProvider clock)
    {
        var uniqueId = Oid.Of(Guid.NewGuid());
        var set = new RegistryPackage
        {
            Id = Set,
            Slots = [new Slot(SlotNames.SubmissionTime, [SnapshotEntry.TimeOf(clock)])],
            Classifications =
            [
                new Classification
                {
                    Id = "Mark01",
                    ClassifiedObject = Set,
                    ClassificationNode = XdsUrns.SubmissionSetNode,
                },
                ContentType(onDemand, contentType),
            ],
            ExternalIdentifiers =
            [
                Identifier(SetUrns.PatientId, "XDSSubmissionSet.patientId", onDemand.PatientId?.ToString() ?? ""),
                Identifier(SetUrns.SourceId, "XDSSubmissionSet.sourceId", sourceId),
                Identifier(SetUrns.UniqueId, "XDSSubmissionSet.uniqueId", uniqueId),
            ],
        };
        IEnumerable<Identifiable> objects =
        [
            set, snapshot.Entry,
            Association("Member01", XdsUrns.Association.HasMember, Set, SnapshotEntry.Id) with
            {
                Slots = [new Slot(SlotNames.SubmissionSetStatus, ["Original"])],
            },
            Association("SnapshotOf01", XdsUrns.Association.IsSnapshotOf, SnapshotEntry.Id, onDemand.Rim.Id!),
            .. replaced is null
                ? Array.Empty<Identifiable>()
                : [Association("Replaces01", XdsUrns.Association.Replace, SnapshotEntry.Id, replaced)],
        ];
        return new SnapshotSubmission(new RegistryObjectList([.. objects]), uniqueId);
    }

    private static Classification ContentType(DocumentEntry onDemand, string contentType)
    {
        var code = CodeOf(contentType) ?? onDemand.ClassCode ?? new Code("", "", null);
        return new Classification
        {
            Id = "ContentType01",
            ClassifiedObject = Set,
            ClassificationScheme = SetUrns.ContentTypeCode,
            NodeRepresentation = code.Value,
            Name = InternationalString.Of(code.DisplayName ?? code.Value),
            Slots = [new Slot(SlotNames.CodingScheme, [code.Scheme])],
        };
    }

    private static Code? CodeOf(string contentType) =>
        contentType.Split('^') is [{ Length: > 0 } code, var name, var scheme] ? new Code(code, scheme, name) : null;

    private static ExternalIdentifier Identifier(string scheme, string name, string value) => new()
    {
        Id = $"Identifier-{name}",
        RegistryObject = Set,
        IdentificationScheme = scheme,
        Value = value,
        Name = InternationalString.Of(name),
    };

    private static RimAssociation Association(string id, string type, string source, string target) => new()
    {
        Id = id,
        AssociationType = type,
        SourceObject = source,
        TargetObject = target,
    };
}
