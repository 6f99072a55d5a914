using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>
/// What a registration depends on, where several write at the same time: its ids, those that it refers to, and all that
/// is registered of the person. What changes more than one person's objects, a merge for instance, runs alone.
/// </summary>
internal static class RegistrationKeys
{
    public static WriteKeys Of(Submission submission, SubmissionTransaction transaction) =>
        transaction is SubmissionTransaction.Register or SubmissionTransaction.RegisterOnDemand
            ? WriteKeys.Of("identifier", $"{submission.SubmissionSet.PatientId}")
                .And("uniqueId", submission.Objects().Select(UniqueId).OfType<string>())
                .And("uuid", Uuids(submission).Select(uuid => uuid.ToString()).Distinct(StringComparer.Ordinal))
            : WriteKeys.All;

    /// <summary>The person is known by a look-up only: several identifiers may be one person's.</summary>
    public static void DependOnPerson(WriteSession session, PatientId? patient)
    {
        if (patient is not null && PatientStore.PersonOf(session, patient) is { } person)
        {
            session.Depend("person", $"{person}");
        }
    }

    private static IEnumerable<EntryUuid> Uuids(Submission submission) => submission.Objects().Select(it => it.Id)
        .Concat(submission.Associations.SelectMany(a => new[] { a.Source, a.Target }))
        .Select(id => id.Uuid).OfType<EntryUuid>();

    private static string? UniqueId(MetadataObject it) => it switch
    {
        DocumentEntry entry => entry.UniqueId,
        SubmissionSet set => set.UniqueId,
        Folder folder => folder.UniqueId,
        _ => null,
    };
}
