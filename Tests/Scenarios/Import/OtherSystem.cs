using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Import;

/// <summary>
/// A registry and repository of somebody else, as far as an import knows: a patient there has documents that were
/// replaced, appended, transformed, put into folders, updated, deprecated and removed. All submission sets bear the
/// same submissionTime, so that only what ties them tells their order.
/// </summary>
internal sealed class OtherSystem(TestClient client, string repository = OtherSystem.RepositoryUniqueId)
{
    public const string RepositoryUniqueId = "1.3.6.1.4.1.21367.2011.2.3.99";

    public Dictionary<string, byte[]> Octets { get; } = [];

    public static Task<TestServices> StartAsync(params (string Key, string Value)[] settings) =>
        TestServices.StartAsync([("Repository:RepositoryUniqueId", RepositoryUniqueId), .. settings]);

    /// <returns>The uniqueId of a document whose octets are gone.</returns>
    public async Task<string> FillAsync(string patient)
    {
        var first = await ProvideAsync(InFolder(patient));
        var old = await EntryAsync(first);
        await ProvideAsync(Related(XdsUrns.Association.Append, old, patient));
        var folder = await FolderAsync(old);
        var second = await ProvideAsync(TestSubmission.Replacing(old, patient, Bytes("replacement")));
        var current = await EntryAsync(second);
        await ProvideAsync(Related(XdsUrns.Association.Transform, current, patient));
        await ProvideAsync(Referring(current, patient));

        var deprecated = await EntryAsync(await ProvideAsync(TestSubmission.Of(patient, Bytes("deprecated"))));
        await ProvideAsync(OnlyInFolder(folder, deprecated, patient));
        await UpdateAsync(Update.Status(
            deprecated, XdsUrns.StatusApproved, XdsUrns.StatusDeprecated, patient));
        await UpdateTitleAsync(await ProvideAsync(TestSubmission.Of(patient, Bytes("updated"))), patient);
        var onDemand = A.OnDemandEntry();
        Scenario.IsSuccess(await client.RegisterOnDemandAsync(A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: patient),
            A.OnDemandEntry().WithIdentifier(
                XdsUrns.DocumentEntry.PatientId, it => it with { Value = patient }).WithIdentifier(
                XdsUrns.DocumentEntry.UniqueId, it => it with { Value = TestSubmission.NewOid() }),
            A.Membership(onDemand.Id!))));
        var gone = await ProvideAsync(TestSubmission.OfMany(patient, Bytes("gone"), Bytes("its neighbour")));
        Scenario.IsSuccess(await client.RemoveAsync(
            [new Metadata.Ebxml.Messages.DocumentRequest(repository, gone.UniqueIds[0])]));
        Octets.Remove(gone.UniqueIds[0]);
        return gone.UniqueIds[0];
    }

    public async Task<string> EntryAsync(TestSubmission submission) =>
        (await client.EntryOfAsync(submission.UniqueId))!.Id!;

    public async Task<TestSubmission> ProvideAsync(TestSubmission submission)
    {
        Scenario.IsSuccess(await client.ProvideAsync(submission));
        foreach (var entry in submission.Objects.Objects.OfType<ExtrinsicObject>())
        {
            Octets[entry.UniqueIdOf()] = submission.Documents[entry.Id!];
        }

        return submission;
    }

    private async Task UpdateAsync(RegistryObjectList update) => Scenario.IsSuccess(await client.UpdateAsync(update));

    private async Task UpdateTitleAsync(TestSubmission submission, string patient)
    {
        var entry = (await client.EntryOfAsync(submission.UniqueId))!;
        await UpdateAsync(Update.Title(entry, "Corrected title", patient));
    }

    private async Task<string> FolderAsync(string entry)
    {
        var found = await client.QueryAsync(new Metadata.Queries.StoredQueryRequest(
            Metadata.Queries.StoredQueryDefinitions.GetFoldersForDocument.Id,
            Metadata.Queries.QueryReturnType.LeafClass,
            new Metadata.Queries.QuerySlot(
                Metadata.Queries.ParameterNames.DocumentEntryEntryUuid, Metadata.Queries.QueryValue.Text(entry))));
        return found.Objects.Objects.OfType<RegistryPackage>().Single().Id!;
    }

    private static TestSubmission InFolder(string patient) => new(
        A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: patient),
            TestSubmission.Entry(A.Document, patient),
            A.Folder(uniqueId: TestSubmission.NewOid(), patientId: patient),
            A.Membership(),
            A.Association(XdsUrns.Association.HasMember, A.Set, A.FolderId),
            A.Association(XdsUrns.Association.HasMember, A.FolderId, A.Document, id: "InFolder01"),
            A.Association(XdsUrns.Association.HasMember, A.Set, "InFolder01")),
        new Dictionary<string, byte[]> { [A.Document] = Bytes("first") });

    private static TestSubmission Related(string type, string target, string patient)
    {
        var submission = TestSubmission.Of(patient, Bytes("related"));
        return submission with { Objects = submission.Objects.With(A.Association(type, A.Document, target)) };
    }

    private static TestSubmission Referring(string entry, string patient)
    {
        var submission = TestSubmission.Of(patient, Bytes("referring"));
        return submission with { Objects = submission.Objects.With(A.Membership(entry, "Reference")) };
    }

    private static TestSubmission OnlyInFolder(string folder, string entry, string patient) => new(
        A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: patient),
            A.Association(XdsUrns.Association.HasMember, folder, entry, id: "InFolder01"),
            A.Association(XdsUrns.Association.HasMember, A.Set, "InFolder01")),
        new Dictionary<string, byte[]>());

    private static byte[] Bytes(string what) =>
        [.. Encoding.UTF8.GetBytes(what), .. TestSubmission.RandomBytes(2000)];
}
