using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Concurrency;

/// <summary>
/// Does one thing after the other to a patient whom others change too. Its choices follow from its seed; what it knows
/// is what the others have told, and may be out of date.
/// </summary>
internal sealed class CollidingClient(TestClient client, SharedPatient patient, int seed)
{
    private const int MaxDocuments = 12;

    private static readonly RegistryErrorCode[] CollisionOfReplacements =
        [RegistryErrorCode.XDSRegistryDeprecatedDocumentError];

    /// <summary>Another version is current, or the entry was replaced.</summary>
    private static readonly RegistryErrorCode[] CollisionOfUpdates =
        [RegistryErrorCode.XDSMetadataVersionError, RegistryErrorCode.XDSMetadataUpdateError];

    private readonly Random _random = new(seed);

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (_random.Next(10) switch
            {
                < 2 => SubmitAsync(),
                < 4 => ReplaceAsync(),
                < 7 => UpdateAsync(),
                < 9 => patient.LookAtDocumentsAsync(client),
                _ => patient.LookAtFolderAsync(client),
            });
        }
    }

    private async Task SubmitAsync()
    {
        if (patient.Current.Count >= MaxDocuments)
        {
            return;
        }

        var entry = NewEntry();
        IsSuccess(await client.RegisterAsync(patient.InFolder(SubmissionOf(entry), entry.Id!)));
        patient.Add(entry.Id!);
    }

    private async Task ReplaceAsync()
    {
        if (patient.Any(_random) is not { } document)
        {
            return;
        }

        var entry = NewEntry();
        var latest = document.Latest;
        var response = await client.RegisterAsync(
            SubmissionOf(entry).With(A.Association(XdsUrns.Association.Replace, entry.Id!, latest)));
        if (IsSuccessOr(response, CollisionOfReplacements))
        {
            patient.Replaced(document, latest, entry.Id!);
        }
    }

    private async Task UpdateAsync()
    {
        if (patient.Any(_random) is not { } document)
        {
            return;
        }

        var (version, known) = (document.Version, document.Latest);
        var entry = NewEntry(document.UniqueId) with { Lid = document.LogicalId };
        var response = await client.UpdateAsync(A.Submission(
            NewSet(), entry, A.Membership(entry.Id!).With(SlotNames.PreviousVersion, $"{version}")));
        if (IsSuccessOr(response, CollisionOfUpdates))
        {
            patient.Updated(document, version, known, entry.Id!);
        }
    }

    private ExtrinsicObject NewEntry(string? uniqueId = null)
    {
        var entry = A.DocumentEntry($"urn:uuid:{Guid.NewGuid()}", uniqueId ?? TestSubmission.NewOid(), patient.Id);
        patient.Name(entry.Id!, entry.ExternalIdentifierValue(XdsUrns.DocumentEntry.UniqueId)!);
        return entry;
    }

    private RegistryPackage NewSet() => A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: patient.Id);

    private RegistryObjectList SubmissionOf(ExtrinsicObject entry) =>
        A.Submission(NewSet(), entry, A.Membership(entry.Id!));

    private static void IsSuccess(RegistryResponse response) => IsSuccessOr(response, []);

    private static bool IsSuccessOr(RegistryResponse response, RegistryErrorCode[] collision)
    {
        if (response.Status == ResponseStatus.Success)
        {
            return true;
        }

        foreach (var error in response.Errors)
        {
            Assert.IsTrue(collision.Any(error.Is), $"{error.Code}: {error.Context}");
        }

        return false;
    }
}
