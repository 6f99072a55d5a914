using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>Snapshots of on-demand documents under kill -9: whoever finds the entry of one gets its document.</summary>
[TestClass]
[DoNotParallelize]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class SnapshotCrashTests : IDisposable
{
    private const int Rounds = 3;
    private const int Readers = 4;

    private readonly string _patient = TestSubmission.NewPatient();
    private readonly string _uniqueId = TestSubmission.NewOid();
    private readonly ChildServices _services = new(
        TestFolder.New(), "--Repository:OnDemand:Source=Command", "--Repository:OnDemand:Command=/bin/date",
        "--Repository:OnDemand:Arguments:0=+%N", "--Repository:OnDemand:Persist=true");

    private int _handedOut;

    public void Dispose() => _services.Dispose();

    [TestMethod]
    public async Task WhateverTheMomentNoSnapshotIsThereByHalf()
    {
        await _services.StartAsync();
        var entry = A.OnDemandEntry()
            .WithIdentifier(XdsUrns.DocumentEntry.PatientId, id => id with { Value = _patient })
            .WithIdentifier(XdsUrns.DocumentEntry.UniqueId, id => id with { Value = _uniqueId });
        Scenario.IsSuccess(await _services.Client.RegisterOnDemandAsync(A.Submission(
            A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: _patient), entry, A.Membership())));
        var handedOut = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            handedOut.AddRange(await RetrieveUntilKilledAsync());
            await _services.StartAsync();

            var registered = await SnapshotsAsync();
            CollectionAssert.IsSubsetOf(handedOut, registered);
            foreach (var uniqueId in registered)
            {
                var retrieved = await _services.Client.RetrieveAsync(uniqueId);
                Assert.AreEqual(ResponseStatus.Success, retrieved.Response.Status, uniqueId);
            }
        }

        Assert.AreNotEqual(0, handedOut.Count);
    }

    /// <returns>The snapshots that somebody got.</returns>
    private async Task<IReadOnlyList<string>> RetrieveUntilKilledAsync()
    {
        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(ReadAsync)).ToList();
        await Eventually.IsTrueAsync("a snapshot was handed out", () => Volatile.Read(ref _handedOut) > 0, seconds: 60);
        await Task.Delay(Random.Shared.Next(2000));
        await _services.KillAsync();
        return [.. (await Task.WhenAll(readers)).SelectMany(got => got)];
    }

    private async Task<List<string>> ReadAsync()
    {
        var got = new List<string>();
        try
        {
            while (true)
            {
                var retrieved = await _services.Client.RetrieveAsync(_uniqueId);
                Scenario.IsSuccess(retrieved.Response);
                got.Add(retrieved.Documents.Single().NewDocumentUniqueId!);
                Interlocked.Increment(ref _handedOut);
            }
        }
        catch (Exception gone) when (gone is SoapTransportException or SoapFaultReceivedException)
        {
            return got;
        }
    }

    private async Task<List<string>> SnapshotsAsync()
    {
        var found = await _services.Client.QueryAsync(new StoredQueryRequest(
            StoredQueryDefinitions.FindDocuments.Id, QueryReturnType.LeafClass,
            new QuerySlot(ParameterNames.DocumentEntryPatientId, QueryValue.Text(_patient)),
            new QuerySlot(ParameterNames.DocumentEntryStatus, QueryValue.Texts([XdsUrns.StatusApproved])),
            new QuerySlot(ParameterNames.DocumentEntryType, QueryValue.Texts([XdsUrns.StableDocumentEntry]))));
        Scenario.IsSuccess(found.Response);
        return [.. found.Objects.Objects.OfType<ExtrinsicObject>().Select(entry => entry.UniqueIdOf())];
    }
}
