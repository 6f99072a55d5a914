using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Audit;

/// <summary>
/// No unaudited act: each transaction leaves its messages at both ends (audit sections of ITI TF-2 §3.18, §3.41 to
/// §3.43).
/// </summary>
[TestClass]
public sealed class AuditTrailTests
{
    private const string Export = "110106";
    private const string Import = "110107";
    private const string Query = "110112";

    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task ASubmissionIsAnImportAtBothAndAnExportOfTheRepository()
    {
        var services = await Scenario.ServicesAsync();
        var submission = TestSubmission.Of(_patient, "Hello, DMP");
        Scenario.IsSuccess(await services.Client().ProvideAsync(submission));

        var repository = About(services.RepositoryAudit(), _patient);
        Assert.HasCount(2, repository);
        IsTold(repository, Import, "ITI-41", "C", submission.SubmissionSetUniqueId);
        IsTold(repository, Export, "ITI-42", "R", submission.SubmissionSetUniqueId);
        var registry = About(services.RegistryAudit(), _patient);
        Assert.HasCount(1, registry);
        IsTold(registry, Import, "ITI-42", "C", submission.SubmissionSetUniqueId);
    }

    [TestMethod]
    public async Task AQueryIsToldWithItsPatientAndItself()
    {
        var services = await Scenario.ServicesAsync();
        Assert.IsEmpty(await services.Client().EntriesAsync(_patient));

        var registry = About(services.RegistryAudit(), _patient);
        Assert.HasCount(1, registry);
        IsTold(registry, Query, "ITI-18", "E", StoredQueryDefinitions.FindDocuments.Id);
    }

    [TestMethod]
    public async Task ARetrievalIsAnExportOfEachDocument()
    {
        var services = await Scenario.ServicesAsync();
        var submission = TestSubmission.OfMany(_patient, [1], [2]);
        Scenario.IsSuccess(await services.Client().ProvideAsync(submission));
        await services.Client().RetrieveAsync([.. submission.UniqueIds]);

        var exports = About(services.RepositoryAudit(), _patient).Where(r => r.Transaction == "ITI-43").ToList();
        Assert.HasCount(1, exports);
        IsTold(exports, Export, "ITI-43", "R", [.. submission.UniqueIds]);
    }

    [TestMethod]
    public async Task WhatWasNotHandedOverIsTold()
    {
        var services = await Scenario.ServicesAsync();
        var missing = TestSubmission.NewOid();
        await services.Client().RetrieveAsync(missing);

        var told = About(services.RepositoryAudit(), missing).Single();
        Assert.AreEqual("ITI-43", told.Transaction);
        Assert.AreEqual("4", told.Outcome);
    }

    [TestMethod]
    public async Task ARefusedSubmissionIsTold()
    {
        var services = await Scenario.ServicesAsync();
        var submission = TestSubmission.Replacing($"urn:uuid:{Guid.NewGuid()}", _patient, [1]);
        Scenario.IsRefused(
            await services.Client().ProvideAsync(submission), RegistryErrorCode.UnresolvedReferenceException);

        foreach (var told in About(services.RepositoryAudit(), _patient)
            .Concat(About(services.RegistryAudit(), _patient)))
        {
            Assert.AreEqual("4", told.Outcome);
            StringAssert.Contains(told.Message.ToString(), "UnresolvedReferenceException");
        }
    }

    [TestMethod]
    public async Task StartAndStopAreTold()
    {
        await using var services = await TestServices.StartAsync();
        await services.StopRegistryAsync();

        var told = services.RegistryAudit().Where(r => r.Event == "110100").ToList();

        Assert.HasCount(2, told);
        StringAssert.Contains(told[0].Message.ToString(), "110120");
        StringAssert.Contains(told[1].Message.ToString(), "110121");
    }

    private static List<AuditRecord> About(IEnumerable<AuditRecord> records, string id) =>
        [.. records.Where(r => r.Objects.Contains(id))];

    private static void IsTold(
        IEnumerable<AuditRecord> records, string eventId, string transaction, string action, params string[] objects)
    {
        var told = records.Single(r => r.Event == eventId && r.Transaction == transaction);
        Assert.AreEqual("0", told.Outcome);
        Assert.AreEqual(action, told.Action);
        foreach (var id in objects)
        {
            CollectionAssert.Contains(told.Objects.ToList(), id);
        }
    }
}
