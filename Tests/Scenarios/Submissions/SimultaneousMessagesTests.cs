using XdsDmp.Soap;
using XdsDmp.Tests.Scenarios.Outages;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>
/// A client whose connection broke repeats itself, maybe to another instance, while the first message is still at work.
/// </summary>
[TestClass]
public sealed class SimultaneousMessagesTests
{
    [TestMethod]
    public async Task TheSameMessageTwiceAtOnceGetsOneAnswerAndIsRegisteredOnce()
    {
        await using var services = await TestServices.StartRegistryOnlyAsync();
        await using var registry = await RegistryStandIn.StartAsync(services.Registry);
        await services.StartRepositoryAsync(("Repository:RegistryUrl", registry.Url.AbsoluteUri));
        var patient = TestSubmission.NewPatient();
        var submission = TestSubmission.Of(patient, "Hello, DMP");
        var messageId = AddressingHeaders.NewMessageId();
        var arrived = new SemaphoreSlim(0);
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        registry.Behaviour = async http =>
        {
            if (http.Request.ContentType!.Contains("RegisterDocumentSet-b", StringComparison.Ordinal))
            {
                arrived.Release();
                await both.Task;
            }

            await registry.ForwardAsync(http);
        };

        var first = services.Client().ProvideAsync(submission, messageId);
        await arrived.WaitAsync();
        var second = services.Client().ProvideAsync(submission, messageId);
        await arrived.WaitAsync();
        both.SetResult();

        Scenario.IsSuccess(await first);
        Scenario.IsSuccess(await second);
        Assert.HasCount(1, await services.Client().EntriesAsync(patient));
        CollectionAssert.AreEqual(
            submission.Bytes, (await services.Client().RetrieveAsync(submission.UniqueId)).Bytes(submission.UniqueId));
    }
}
