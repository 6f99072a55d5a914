using Microsoft.AspNetCore.Http;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Asynchronous;

/// <summary>An answer that was promised comes, whatever happens meanwhile; and it comes once.</summary>
[TestClass]
public sealed class DeliveryTests
{
    [TestMethod]
    public async Task AClientThatWasAwayGetsItsAnswersWhenItIsBack()
    {
        await using var client = await AsynchronousClient.StartAsync();
        await client.Callback.CloseAsync();
        var submission = TestSubmission.Of(client.Patient, "patience");
        var provided = await client.AskAsync(client.Services.Repository, client.Provide(submission));
        var asked = await client.AskAsync(client.Services.Registry, client.Query());
        await Eventually.IsTrueAsync("both services have tried", () =>
            client.Services.Log.Count(line => line.Contains("next try", StringComparison.Ordinal)) >= 2);

        await client.Callback.OpenAsync();

        Scenario.IsSuccess(AsynchronousClient.Response(await client.Callback.AnswerToAsync(provided)));
        await client.Callback.AnswerToAsync(asked);
    }

    [TestMethod]
    public async Task AnAnswerThatIsNotTakenComesAgainUnderTheSameMessageId()
    {
        await using var client = await AsynchronousClient.StartAsync();
        client.Callback.Status = StatusCodes.Status503ServiceUnavailable;
        var id = await client.AskAsync(client.Services.Registry, client.Query());
        await client.Callback.AnswerToAsync(id);

        client.Callback.Status = StatusCodes.Status200OK;

        await Eventually.IsTrueAsync("the answer leaves the table", () => Waiting(client.Services).Count == 0);
        Assert.IsGreaterThan(1, client.Callback.Received.Count);
        Assert.HasCount(1, client.Callback.Received.Select(a => a.Message.Addressing.MessageId).Distinct());
    }

    [TestMethod]
    public async Task ARestartLosesNoAnswerAndRepeatsNone()
    {
        await using var client = await AsynchronousClient.StartAsync();
        var delivered = await client.AskAsync(
            client.Services.Repository, client.Provide(TestSubmission.Of(client.Patient, "before")));
        await client.Callback.AnswerToAsync(delivered);
        await client.Callback.CloseAsync();
        var waiting = await client.AskAsync(
            client.Services.Repository, client.Provide(TestSubmission.Of(client.Patient, "after")));
        await client.Services.StopRepositoryAsync();
        await client.Callback.OpenAsync();

        await client.Services.StartRepositoryAsync();

        Scenario.IsSuccess(AsynchronousClient.Response(await client.Callback.AnswerToAsync(waiting)));
        Assert.AreEqual(1, client.Callback.Received.Count(a => a.Message.Addressing.RelatesTo == delivered));
    }

    [TestMethod]
    public async Task AClientIsToldOfAnActThatACrashInterrupted()
    {
        await using var client = await AsynchronousClient.StartAsync();
        await client.Services.StopRepositoryAsync();
        var database = new Database(client.Services.RepositoryDatabase);
        using (var writer = new GroupCommitWriter(database))
        {
            await writer.WriteAsync(session => OwedAnswers.Add(session, Interrupted(client.Callback.Url), 10));
        }

        await client.Services.StartRepositoryAsync();

        var answer = await client.Callback.AnswerToAsync("urn:uuid:interrupted");
        Assert.AreEqual(FaultCode.Receiver, answer.Message.Fault!.Code);
        StringAssert.Contains(answer.Message.Fault.Reason, "may have been carried out or not");
    }

    [TestMethod]
    public async Task WhatCannotBeDeliveredInTimeIsGivenUpAndAudited()
    {
        await using var client = await AsynchronousClient.StartAsync(("Async:RetryDays", "0"));
        await client.Callback.CloseAsync();

        var id = await client.AskAsync(client.Services.Registry, client.Query());

        await Eventually.IsTrueAsync("it is given up", () => client.Services.RegistryAudit().Any(record =>
            record is { Transaction: "ITI-18", Event: "110106", Outcome: "8" } && record.Objects.Contains(id)));
        Assert.IsEmpty(Waiting(client.Services));
    }

    [TestMethod]
    public async Task WithTooManyAnswersWaitingNoMoreArePromised()
    {
        await using var client = await AsynchronousClient.StartAsync(("Async:MaxWaiting", "1"));
        await client.Callback.CloseAsync();
        await client.AskAsync(client.Services.Registry, client.Query());

        var refused = await client.PostAsync(client.Services.Registry, client.Query());

        Assert.AreEqual(500, refused.Status);
        StringAssert.Contains(refused.Body, "waiting to be delivered");
    }

    private static IReadOnlyList<long> Waiting(TestServices services) =>
        new OwedAnswers(new Database(services.RegistryDatabase)).Due(DateTimeOffset.MaxValue, 10);

    private static OwedAnswer Interrupted(Uri callback) => new()
    {
        AcceptedAt = TimeProvider.System.GetUtcNow().AddMinutes(-20),
        Action = "urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b",
        QuestionId = "urn:uuid:interrupted",
        AnswerId = AddressingHeaders.NewMessageId(),
        IsSoap11 = false,
        IsMtom = true,
        ReplyTo = new AnswerAddress(callback.AbsoluteUri, null),
        FaultTo = new AnswerAddress(callback.AbsoluteUri, null),
        CallerCertificate = [1],
        CallerSubject = "CN=practice",
        CallerAddress = "127.0.0.1",
        CallerSystem = "",
    };
}
