using XdsDmp.Metadata.Ebxml;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Import;

/// <summary>Messages of ITI-57.</summary>
internal static class Update
{
    public static RegistryObjectList Status(string entry, string from, string to, string patient) => new(
    [
        A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: patient),
        A.Association(XdsUrns.Association.UpdateAvailabilityStatus, A.Set, entry)
            .With(SlotNames.OriginalStatus, from).With(SlotNames.NewStatus, to),
    ]);

    public static RegistryObjectList Title(ExtrinsicObject entry, string title, string patient)
    {
        const string Id = "Version02";
        return new RegistryObjectList(
        [
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: patient),
            entry with
            {
                Id = Id,
                Lid = entry.Lid ?? entry.Id,
                Status = null,
                VersionInfo = null,
                Name = InternationalString.Of(title),
                Classifications = entry.Classifications.Map(
                    it => it with { Id = $"urn:uuid:{Guid.NewGuid()}", ClassifiedObject = Id }),
                ExternalIdentifiers = entry.ExternalIdentifiers.Map(
                    it => it with { Id = $"urn:uuid:{Guid.NewGuid()}", RegistryObject = Id }),
            },
            A.Membership(Id).With(SlotNames.PreviousVersion, entry.VersionInfo?.VersionName ?? "1"),
        ]);
    }
}
