using System.Text.RegularExpressions;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Scenarios.Security;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>A registry in the repository's process is called without the wire, and nobody can tell.</summary>
[TestClass]
public sealed partial class RegistryInProcessTests
{
    private static readonly (string Key, string Value) InProcess = ("Repository:RegistryOverWire", "false");
    private static readonly (string Key, string Value) OverWire = ("Repository:RegistryOverWire", "true");

    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task TheAuditTrailIsTheSameAsOverTheWire()
    {
        var near = await TrailOfAsync(InProcess);
        var far = await TrailOfAsync(OverWire);

        Assert.IsNotEmpty(near);
        Assert.AreEqual(far, near);
    }

    [TestMethod]
    public async Task WhatTheRegistryRefusesTheSenderLearnsInTheSameWords()
    {
        var near = await RefusalAsync(InProcess);
        var far = await RefusalAsync(OverWire);

        StringAssert.Contains(near, nameof(RegistryErrorCode.UnresolvedReferenceException));
        Assert.AreEqual(far, near);
    }

    [TestMethod]
    public async Task ARepositoryThatMayNotRegisterMayNotDoSoInTheProcessEither()
    {
        var folder = TestFolder.New();
        var systems = Path.Combine(folder, "systems.json");
        await File.WriteAllTextAsync(systems, $$"""
            { "version": "1", "systems": [ {{SystemScene.System("practice", "ITI-41").Replace(
                "CN=practice", TestPki.Practice.Subject, StringComparison.Ordinal)}} ] }
            """);
        await using var services = await TestServices.StartAsync(InProcess, ("Security:Systems", systems));

        var answer = await services.Client().ProvideAsync(TestSubmission.Of(_patient, "Hello, DMP"));

        Scenario.IsRefused(answer, RegistryErrorCode.XDSRegistryNotAvailable);
        await SystemScene.IsToldAsync(
            services.RegistryAudit, "110126", "127.0.0.1", "ITI-42 refused", "of no system in the systems file");
    }

    [TestMethod]
    public async Task ARegistryThatHasStoppedIsNotAvailable()
    {
        await using var services = await TestServices.StartAsync(InProcess);
        await services.StopRegistryAsync();

        var answer = await services.Client().ProvideAsync(TestSubmission.Of(_patient, "Hello, DMP"));

        Scenario.IsRefused(answer, RegistryErrorCode.XDSRegistryNotAvailable);
        Assert.IsEmpty(Directory.GetFiles(services.StagingFolder));
    }

    [TestMethod]
    public async Task ADocumentThatWentThatWayIsFoundAndRetrieved()
    {
        await using var services = await TestServices.StartAsync(InProcess);
        var submission = TestSubmission.Of(_patient, "Hello, DMP");

        Scenario.IsSuccess(await services.Client().ProvideAsync(submission));

        var retrieved = await services.Client().RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
        Assert.IsNotNull(await services.Client().EntryOfAsync(submission.UniqueId));
    }

    private async Task<string> TrailOfAsync((string Key, string Value) link)
    {
        await using var services = await TestServices.StartAsync(link);
        var submission = TestSubmission.Of(_patient, "Hello, DMP");
        Scenario.IsSuccess(await services.Client().ProvideAsync(submission));
        return string.Join("\n", services.RegistryAudit().Concat(services.RepositoryAudit())
            .Where(record => record.Transaction?.StartsWith("ITI-", StringComparison.Ordinal) == true)
            .Select(record => Normal(record.Message.ToString().Replace(
                submission.SubmissionSetUniqueId, "SET", StringComparison.Ordinal))));
    }

    private async Task<string> RefusalAsync((string Key, string Value) link)
    {
        await using var services = await TestServices.StartAsync(link);
        var answer = await services.Client().ProvideAsync(
            TestSubmission.Replacing("urn:uuid:00000000-0000-4000-8000-00000000000a", _patient, [1]));
        return Ids().Replace(
            string.Join("\n", answer.Errors.Select(error => $"{error.Code} {error.Context} {error.Location}")), "ID");
    }

    /// <summary>Without the times, and the ports that were free.</summary>
    private static string Normal(string message) => Ports().Replace(Times().Replace(message, "TIME"), "localhost:PORT");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.Z+-]+")]
    private static partial Regex Times();

    [GeneratedRegex(@"localhost:\d+")]
    private static partial Regex Ports();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();
}
