using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Import;

/// <summary>What a test sees of both systems, by the profile's queries.</summary>
internal static class ImportedSides
{
    /// <summary>One line for each object, association and state of a patient.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(TestClient client, string patient)
    {
        string[] all = [XdsUrns.StatusApproved, XdsUrns.StatusDeprecated];
        var found = await client.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.GetAll.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.PatientId, QueryValue.Text(patient)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts(all)),
            new QuerySlot(ParameterNames.SubmissionSetStatus, QueryValue.Texts(all)),
            new QuerySlot(ParameterNames.FolderStatus, QueryValue.Texts(all))));
        Scenario.IsSuccess(found.Response);
        return [.. found.Objects.Objects.Select(LineOf).Order(StringComparer.Ordinal)];
    }

    public static async Task<byte[]?> OctetsAsync(TestClient client, string repository, string uniqueId)
    {
        var retrieved = await client.RetrieveAsync([new DocumentRequest(repository, uniqueId)]);
        return retrieved.Documents.Select(it => it.Content).SingleOrDefault();
    }

    private static string LineOf(Identifiable it) => it switch
    {
        ExtrinsicObject entry => $"entry {entry.Id} {entry.UniqueIdOf()} {entry.Status} {entry.Name?.Text} "
            + $"{entry.SlotValue(SlotNames.Hash)} {entry.SlotValue(SlotNames.Size)} {entry.MimeType} "
            + string.Join(" ", entry.Classifications.Select(c => c.NodeRepresentation)),
        RegistryPackage package => $"package {package.Id} {package.Status} {package.Name?.Text} "
            + string.Join(" ", package.ExternalIdentifiers.Select(id => id.Value)),
        RimAssociation tie => $"tie {tie.AssociationType} {tie.SourceObject} {tie.TargetObject} "
            + tie.SlotValue(SlotNames.SubmissionSetStatus),
        _ => $"{it}",
    };
}
