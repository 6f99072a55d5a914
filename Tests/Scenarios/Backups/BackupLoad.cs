using XdsDmp.Metadata.Ebxml;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>
/// A client that does everything at once for a patient of its own, until it is stopped: ITI-41, ITI-18, ITI-43, ITI-57,
/// ITI-62 and ITI-86.
/// </summary>
internal sealed class BackupLoad(TestClient client, int seed)
{
    private const int MaxBytes = 100_000;

    private readonly Random _random = new(seed);
    private readonly string _patient = TestSubmission.NewPatient();

    /// <summary>All that it sent; to be read when it has ended.</summary>
    public List<LoadDocument> Documents { get; } = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await SubmitAsync();
            await (_random.Next(8) switch
            {
                0 => RemoveAsync(),
                1 => UpdateAsync(),
                2 or 3 => RetrieveAsync(),
                4 => client.EntriesAsync(_patient),
                _ => Task.CompletedTask,
            });
        }
    }

    private async Task SubmitAsync()
    {
        var bytes = new byte[(int)Math.Pow(MaxBytes, _random.NextDouble())];
        _random.NextBytes(bytes);
        var document = new LoadDocument(_patient, bytes);
        Documents.Add(document);
        Scenario.IsSuccess(await client.ProvideAsync(document.Submission));
        document.ConfirmedAt = DateTimeOffset.UtcNow;
    }

    private async Task RetrieveAsync()
    {
        if (Any(_ => true) is { } document)
        {
            var retrieved = await client.RetrieveAsync(document.UniqueId);
            Scenario.IsSuccess(retrieved.Response);
            CollectionAssert.AreEqual(document.Bytes, retrieved.Bytes(document.UniqueId));
        }
    }

    /// <summary>The metadata first: an entry must not lead nowhere.</summary>
    private async Task RemoveAsync()
    {
        if (Any(document => !document.IsUpdated) is { } document)
        {
            document.RemovalBegunAt = DateTimeOffset.UtcNow;
            Scenario.IsSuccess(await client.RemoveMetadataAsync(document.Objects));
            Scenario.IsSuccess(await client.RemoveAsync(document.UniqueId));
        }
    }

    private async Task UpdateAsync()
    {
        if (Any(document => !document.IsUpdated) is not { } document)
        {
            return;
        }

        document.IsUpdated = true;
        var entry = (await client.EntryOfAsync(document.UniqueId))!;
        var version = $"urn:uuid:{Guid.NewGuid()}";
        var update = A.DocumentEntry(version, document.UniqueId, _patient) with { Lid = entry.Lid };
        string[] kept = [SlotNames.Hash, SlotNames.Size, SlotNames.RepositoryUniqueId];
        update = kept.Aggregate(
            update.Without(kept), (changed, slot) => changed.With(slot, [.. entry.Slot(slot)!.Values]));
        Scenario.IsSuccess(await client.UpdateAsync(A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: _patient), update,
            A.Membership(update.Id!).With(SlotNames.PreviousVersion, "1"))));
    }

    private LoadDocument? Any(Func<LoadDocument, bool> wanted)
    {
        var there = Documents.Where(it => it.ConfirmedAt is not null && it.RemovalBegunAt is null).Where(wanted)
            .ToList();
        return there.Count == 0 ? null : there[_random.Next(there.Count)];
    }
}
