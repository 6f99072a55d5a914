using System.Text.Json;
using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Repository.Storage;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>
/// Backups that are made while clients submit, update and remove are restored into an empty place: everything that was
/// confirmed before is there, and registry, repository, documents and audit records agree.
/// </summary>
[TestClass]
[SqliteOnly]
[DoNotParallelize]
public sealed class BackupUnderLoadTests : IDisposable
{
    private const int Clients = 4;
    private const int AuditedSample = 5;
    private static readonly TimeSpan LoadBefore = TimeSpan.FromSeconds(3);

    private readonly string _folder = TestFolder.New();
    private readonly ChildServices _services = new(TestFolder.New());
    private readonly ChildServices _restored = new(TestFolder.New());

    public TestContext TestContext { get; set; } = null!;

    public void Dispose()
    {
        _services.Dispose();
        _restored.Dispose();
    }

    [TestMethod]
    public async Task WhatIsRestoredIsOfOneMoment()
    {
        await _services.StartAsync();
        var (first, second, documents) = await BackUpTwiceAsync();
        var content = second.Manifest.Content!;
        Assert.IsLessThan(content.Documents, content.CopiedDocuments, "what the first backup has is not copied again");
        Assert.IsEmpty(content.Damaged);

        await RestoreAsync();
        CheckDatabases(content);
        await _restored.StartAsync();

        var begun = second.Manifest.BegunAt;
        TestContext.WriteLine(
            $"{documents.Count} documents sent, {documents.Count(it => it.IsThereAt(first.Manifest.BegunAt))} before "
            + $"the first backup, {documents.Count(it => it.IsThereAt(begun))} before the second; "
            + $"{content.Documents} in it, {content.OpenSubmissions} submissions open, {content.RegisteredMeanwhile} "
            + $"came meanwhile, {content.RemovedMeanwhile.Count} removed, {content.CopiedDocuments} copied");
        foreach (var document in documents)
        {
            await CheckAsync(document, mustBeThere: document.IsThereAt(begun));
        }

        await CheckAuditAsync([.. documents.Where(it => it.IsThereAt(begun))]);
        Scenario.IsSuccess(await _restored.Client.ProvideAsync(
            TestSubmission.Of(documents[0].Patient, "after the restore")));
        var (exitCode, output) = await _restored.RunAsync("audit", "verify");
        Assert.AreEqual(0, exitCode, output);
    }

    private async Task<(MadeBackup First, MadeBackup Second, IReadOnlyList<LoadDocument> Documents)> BackUpTwiceAsync()
    {
        using var stop = new CancellationTokenSource();
        var loads = Enumerable.Range(0, Clients).Select(i => new BackupLoad(_services.Client, i)).ToList();
        var running = loads.Select(load => Task.Run(() => load.RunAsync(stop.Token))).ToList();
        await Task.Delay(LoadBefore);
        var first = await BackUpAsync();
        var second = await BackUpAsync();
        await stop.CancelAsync();
        await Task.WhenAll(running);
        return (first, second, [.. loads.SelectMany(load => load.Documents)]);
    }

    private async Task<MadeBackup> BackUpAsync()
    {
        var (exitCode, output) = await _services.RunAsync("backup", "--to", _folder, "--json");
        Assert.AreEqual(0, exitCode, output);
        return JsonSerializer.Deserialize<MadeBackup>(output, JsonOutput.Options)!;
    }

    private async Task RestoreAsync()
    {
        var (exitCode, output) = await _restored.RunAsync("restore", "--from", _folder);
        Assert.AreEqual(0, exitCode, output);
        TestContext.WriteLine(output);
    }

    /// <summary>Before a service has looked at them.</summary>
    private void CheckDatabases(BackedUpContent content)
    {
        using var registry = new RegisteredDocuments(Path.Combine(_restored.Data, "registry.db"));
        using var list = new DocumentList(Path.Combine(_restored.Data, "repository.db"));
        var withoutDocument = registry.UniqueIdsIn(A.RepositoryUniqueId).Where(id => !list.Has(id)).ToList();
        CollectionAssert.AreEquivalent(
            content.FirstEntriesWithoutDocument.ToList(), withoutDocument.Distinct().ToList());
        CollectionAssert.IsSubsetOf(
            withoutDocument, content.RemovedMeanwhile.Concat(content.FirstEntriesWithoutDocument).ToList());
        foreach (var document in list.ByContentKey())
        {
            var file = Path.Combine(
                _restored.Data, "content", "content", document.Content.Key[..2], document.Content.Key[2..4],
                document.Content.Key);
            Assert.AreEqual(document.Content.Size, new FileInfo(file).Length, document.UniqueId);
        }
    }

    /// <summary>Entry and document are both there, or neither is.</summary>
    private async Task CheckAsync(LoadDocument document, bool mustBeThere)
    {
        var hasEntry = await HasEntryAsync(document.UniqueId);
        var retrieved = await _restored.Client.RetrieveAsync(document.UniqueId);
        var hasDocument = retrieved.Response.Status == ResponseStatus.Success;
        if (mustBeThere)
        {
            Assert.IsTrue(hasEntry, $"the entry of {document.UniqueId}");
            Scenario.IsSuccess(retrieved.Response);
        }

        if (document.RemovalBegunAt is null)
        {
            Assert.AreEqual(hasEntry, hasDocument, $"{document.UniqueId} is there by half");
        }

        if (hasDocument)
        {
            CollectionAssert.AreEqual(document.Bytes, retrieved.Bytes(document.UniqueId));
        }
    }

    private async Task<bool> HasEntryAsync(string uniqueId)
    {
        var found = await _restored.Client.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.GetDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryUniqueId, QueryValue.Texts(uniqueId))));
        Scenario.IsSuccess(found.Response);
        return found.Objects.Objects.OfType<ExtrinsicObject>().Any();
    }

    /// <summary>Delivered before the backup, or waiting in an outbox that was copied.</summary>
    private async Task CheckAuditAsync(IReadOnlyList<LoadDocument> documents)
    {
        foreach (var document in documents.TakeLast(AuditedSample))
        {
            await Eventually.IsTrueAsync($"the record of {document.SubmissionSetUniqueId}", () =>
            {
                using var archive = AuditArchive.Open(Path.Combine(_restored.Data, "atna.db"));
                return archive.List(new AuditFilter { ObjectId = document.SubmissionSetUniqueId })
                    .Any(record => record.Code?.Code == "ITI-41");
            });
        }
    }

    private sealed record MadeBackup(string Set, BackupManifest Manifest);
}
