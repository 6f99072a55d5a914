using XdsDmp.Audit.Events;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// A registration leaves entries Approved, or Deprecated when they are replaced. What has another availabilityStatus
/// there gets it here by ITI-57 (Metadata Update supplement, UpdateAvailabilityStatus).
/// </summary>
internal sealed class StatusUpdates(
    XdsClient target, RegistryReader reader, ImportedPatient patient, PatientResult result)
{
    /// <returns>What this registry has afterwards.</returns>
    public async Task<PatientObjects> RunAsync(
        TakenObjects taken, PatientObjects here, CancellationToken cancel)
    {
        var statuses = here.Documents.ToDictionary(it => it.Id, StatusOf);
        var differing = taken.Documents
            .Where(it => statuses.TryGetValue(it.Id, out var status) && status != StatusOf(it))
            .Select(it => new StatusChange(it.Id, statuses[it.Id], StatusOf(it))).ToList();
        if (differing.Count == 0)
        {
            return here;
        }

        var like = taken.Sets[^1];
        if ((await UpdateAsync(like, differing, cancel)).Status == ResponseStatus.Failure)
        {
            // All or nothing: one that is refused must not keep the others back.
            foreach (var change in differing)
            {
                await UpdateAloneAsync(like, change, cancel);
            }
        }
        else
        {
            result.StatusUpdates += differing.Count;
        }

        return await reader.ReadAsync(patient.Here, cancel);
    }

    private async Task UpdateAloneAsync(SubmissionSet like, StatusChange change, CancellationToken cancel)
    {
        var response = await UpdateAsync(like, [change], cancel);
        if (response.Status == ResponseStatus.Success)
        {
            result.StatusUpdates++;
            return;
        }

        var error = response.Errors.FirstOrDefault();
        result.Failures.Add(
            $"{change.Entry} stays {change.From} instead of {change.To}: "
            + Screen.Printable($"{error?.Code} {error?.Context}"));
    }

    private Task<RegistryResponse> UpdateAsync(
        SubmissionSet like, IReadOnlyList<StatusChange> changes, CancellationToken cancel)
    {
        var set = NewSet(like);
        var objects = new RegistryObjectList(
            [set, .. changes.Select((change, number) => Association(set.Id!, change, number))]);
        return target.UpdateAsync(
            objects,
            new AuditedSubmission(patient.Here.ToString(), set.ExternalIdentifierValue(Urns.UniqueId)), cancel);
    }

    /// <summary>A submission set of our own, of the same content type as one that was copied.</summary>
    private RegistryPackage NewSet(SubmissionSet like)
    {
        const string Id = "SubmissionSet01";
        return new RegistryPackage
        {
            Id = Id,
            ObjectType = XdsUrns.ObjectType.RegistryPackage,
            Name = InternationalString.Of("Import: availabilityStatus"),
            Slots = [new Slot(SlotNames.SubmissionTime, [Hl7Time.Of(TimeProvider.System.GetUtcNow()).Digits])],
            Classifications =
            [
                new Classification
                {
                    Id = NewId(),
                    ClassifiedObject = Id,
                    ClassificationNode = XdsUrns.SubmissionSetNode,
                },
                .. like.Rim.Classifications.Where(it => it.ClassificationScheme == Urns.ContentTypeCode)
                    .Select(it => it with { Id = NewId(), ClassifiedObject = Id }),
            ],
            ExternalIdentifiers =
            [
                Identifier(Urns.PatientId, "XDSSubmissionSet.patientId", patient.Here.ToString()),
                Identifier(Urns.SourceId, "XDSSubmissionSet.sourceId", target.SourceId),
                Identifier(Urns.UniqueId, "XDSSubmissionSet.uniqueId", Oid.Of(Guid.NewGuid())),
            ],
        };

        static ExternalIdentifier Identifier(string scheme, string name, string value) => new()
        {
            Id = NewId(),
            RegistryObject = Id,
            IdentificationScheme = scheme,
            Value = value,
            Name = InternationalString.Of(name),
        };
    }

    private static RimAssociation Association(string set, StatusChange change, int number) => new()
    {
        Id = $"Update{number + 1}",
        ObjectType = XdsUrns.ObjectType.Association,
        AssociationType = XdsUrns.Association.UpdateAvailabilityStatus,
        SourceObject = set,
        TargetObject = change.Entry.ToString(),
        Slots =
        [
            new Slot(SlotNames.OriginalStatus, [change.From.ToUrn()]),
            new Slot(SlotNames.NewStatus, [change.To.ToUrn()]),
        ],
    };

    private static AvailabilityStatus StatusOf(DocumentEntry entry) =>
        entry.AvailabilityStatus ?? AvailabilityStatus.Approved;

    private static string NewId() => new EntryUuid(Guid.CreateVersion7()).ToString();

    private sealed record StatusChange(ObjectId Entry, AvailabilityStatus From, AvailabilityStatus To);
}
