using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.PatientIdentity;

/// <summary>What submissions and queries make of a merge (ITI TF-2 §3.8.4.2, §3.18.4.1.2, §3.42.4.1.3).</summary>
[TestClass]
public sealed class MergedPatientTests
{
    private readonly string _subsumed = TestSubmission.NewPatient();
    private readonly string _surviving = TestSubmission.NewPatient();
    private TestClient _client = null!;
    private TestSubmission _first = null!;
    private TestSubmission _second = null!;

    /// <summary>A document of each, then the merge.</summary>
    [TestInitialize]
    public async Task MergeAsync()
    {
        var services = await Scenario.ServicesAsync();
        _client = services.Client();
        _first = TestSubmission.Of(_subsumed, "of the one");
        _second = TestSubmission.Of(_surviving, "of the other");
        Scenario.IsSuccess(await _client.ProvideAsync(_first));
        Scenario.IsSuccess(await _client.ProvideAsync(_second));
        await using var feed = await services.FeedAsync();
        Assert.AreEqual("AA", (await feed.SendAsync(Adt.A40(_surviving, _subsumed))).Code);
    }

    [TestMethod]
    public async Task TheSubsumedIdentifierIsUnknownToSubmissions()
    {
        Scenario.IsRefused(
            await _client.ProvideAsync(TestSubmission.Of(_subsumed, "too late")),
            RegistryErrorCode.XDSUnknownPatientId);
        Scenario.IsSuccess(await _client.ProvideAsync(TestSubmission.Of(_surviving, "in time")));
    }

    [TestMethod]
    public async Task TheSurvivingPatientHasBothDocumentsAndTheOtherNone()
    {
        var entries = await _client.EntriesAsync(_surviving);

        CollectionAssert.AreEquivalent(
            new[] { _first.UniqueId, _second.UniqueId }, entries.Select(e => e.UniqueIdOf()).ToArray());
        Assert.AreEqual(_surviving, entries.Select(PatientOf).Distinct().Single());
        Assert.IsEmpty(await _client.EntriesAsync(_subsumed));
    }

    [TestMethod]
    public async Task BothDocumentsAtOnceAreOnePatients()
    {
        var found = await GetAsync(
            StoredQueryDefinitions.GetDocuments, ParameterNames.DocumentEntryUniqueId, _first.UniqueId,
            _second.UniqueId);

        Scenario.IsSuccess(found.Response);
        Assert.HasCount(2, found.Objects.Objects);
        Assert.IsTrue(found.Objects.Objects.OfType<ExtrinsicObject>().All(e => PatientOf(e) == _surviving));
    }

    [TestMethod]
    public async Task TheSubmissionSetIsTheSurvivingPatientsToo()
    {
        var entry = await _client.EntryOfAsync(_first.UniqueId);

        var found = await GetAsync(
            StoredQueryDefinitions.GetSubmissionSets, ParameterNames.Uuid, entry!.Id!);

        Scenario.IsSuccess(found.Response);
        Assert.AreEqual(
            _surviving, found.Objects.Objects.OfType<RegistryPackage>().Single()
                .ExternalIdentifierValue(XdsUrns.SubmissionSet.PatientId));
    }

    [TestMethod]
    public async Task WhatTheSourceSaidOfItsPatientIsKept()
    {
        var entry = await _client.EntryOfAsync(_first.UniqueId);

        var submitted = _first.Objects.Objects.OfType<ExtrinsicObject>().Single();
        foreach (var slot in new[] { SlotNames.SourcePatientId, SlotNames.SourcePatientInfo })
        {
            CollectionAssert.AreEqual(ValuesOf(submitted, slot), ValuesOf(entry!, slot));
        }
    }

    [TestMethod]
    public async Task ADocumentOfTheSubsumedPatientIsReplacedUnderTheSurvivingOne()
    {
        var entry = await _client.EntryOfAsync(_first.UniqueId);

        Scenario.IsSuccess(
            await _client.ProvideAsync(TestSubmission.Replacing(entry!.Id!, _surviving, [1, 2, 3])));

        Assert.AreEqual(XdsUrns.StatusDeprecated, (await _client.EntryOfAsync(_first.UniqueId))!.Status);
    }

    private static string[] ValuesOf(ExtrinsicObject entry, string slot) =>
        [.. entry.Slots.Where(s => s.Name == slot).SelectMany(s => s.Values)];

    private static string? PatientOf(ExtrinsicObject entry) =>
        entry.ExternalIdentifierValue(XdsUrns.DocumentEntry.PatientId);

    private Task<Metadata.Ebxml.Messages.AdhocQueryResponse> GetAsync(
        StoredQueryDefinition query, string parameter, params string[] ids) => _client.QueryAsync(
            new StoredQueryRequest(
                query.Id, QueryReturnType.LeafClass, new QuerySlot(parameter, QueryValue.Texts(ids))));
}
