using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Audit;

/// <summary>What cannot be audited does not happen.</summary>
[TestClass]
public sealed class AuditFailureTests
{
    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

    [TestMethod]
    public async Task ARegistryThatCannotAuditAnswersNoQuery()
    {
        await using var services = await TestServices.StartAsync();
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        BreakAudit(services.RegistryDatabase);

        var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
            () => services.Client().EntryOfAsync(_submission.UniqueId));

        MendAudit(services.RegistryDatabase);
        Assert.AreEqual(FaultCode.Receiver, fault.Fault.Code);
    }

    [TestMethod]
    public async Task ARegistryThatCannotAuditRegistersNothing()
    {
        await using var services = await TestServices.StartAsync();
        BreakAudit(services.RegistryDatabase);
        await FailsAsync(() => services.Client().ProvideAsync(_submission));

        MendAudit(services.RegistryDatabase);
        Assert.IsNull(await services.Client().EntryOfAsync(_submission.UniqueId));
    }

    [TestMethod]
    public async Task ARepositoryThatCannotAuditHandsOutNothing()
    {
        await using var services = await TestServices.StartAsync();
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        BreakAudit(services.RepositoryDatabase);

        var fault = await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(
            () => services.Client().RetrieveAsync(_submission.UniqueId));

        MendAudit(services.RepositoryDatabase);
        Assert.AreEqual(FaultCode.Receiver, fault.Fault.Code);
    }

    [TestMethod]
    public async Task ASubmissionThatTheRepositoryCannotAuditEndsWhole()
    {
        await using var services = await TestServices.StartAsync();
        BreakAudit(services.RepositoryDatabase);
        await FailsAsync(() => services.Client().ProvideAsync(_submission));

        MendAudit(services.RepositoryDatabase);
        var client = services.Client();
        var isRegistered = await client.EntryOfAsync(_submission.UniqueId) is not null;
        var retrieved = await client.RetrieveAsync(_submission.UniqueId);
        Assert.AreEqual(isRegistered, retrieved.Response.Status == ResponseStatus.Success);
    }

    /// <summary>A refusal or a fault, but no Success.</summary>
    private static async Task FailsAsync(Func<Task<RegistryResponse>> act)
    {
        try
        {
            Assert.AreEqual(ResponseStatus.Failure, (await act()).Status);
        }
        catch (SoapFaultReceivedException fault)
        {
            Assert.AreEqual(FaultCode.Receiver, fault.Fault.Code);
        }
    }

    private static void BreakAudit(string database) => Execute(database, TestDatabase.IsPostgres
        ? "ALTER TABLE audit_outbox ADD CONSTRAINT broken CHECK (length(message) < 0) NOT VALID"
        : "CREATE TRIGGER broken BEFORE INSERT ON audit_outbox BEGIN SELECT RAISE(ABORT, 'disk full'); END");

    private static void MendAudit(string database) => Execute(database, TestDatabase.IsPostgres
        ? "ALTER TABLE audit_outbox DROP CONSTRAINT broken"
        : "DROP TRIGGER broken");

    private static void Execute(string database, string sql)
    {
        using var connection = new Database(database).OpenWriter();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
