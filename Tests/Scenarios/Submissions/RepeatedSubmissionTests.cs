using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>The same again: message, submission set, document (ITI TF-3 §4.2.3.2.26, xds retransmission).</summary>
[TestClass]
public sealed class RepeatedSubmissionTests
{
    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    public async Task ARetransmissionGetsTheFirstAnswerAndRegistersNothingMore()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "Hello, DMP");
        var messageId = AddressingHeaders.NewMessageId();

        Scenario.IsSuccess(await client.ProvideAsync(submission, messageId));
        Scenario.IsSuccess(await client.ProvideAsync(submission, messageId));

        Assert.HasCount(1, await client.EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task TheSameMessageIdWithAnotherContentIsNoRetransmission()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var messageId = AddressingHeaders.NewMessageId();
        var first = TestSubmission.Of(_patient, "first");
        var second = TestSubmission.Of(_patient, "second");

        Scenario.IsSuccess(await client.ProvideAsync(first, messageId));
        Scenario.IsSuccess(await client.ProvideAsync(second, messageId));

        Assert.HasCount(2, await client.EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task ASubmissionSetIdCanBeUsedOnce()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(_patient, "Hello, DMP");
        Scenario.IsSuccess(await client.ProvideAsync(submission));

        var response = await client.ProvideAsync(submission);

        Scenario.IsRefused(response, RegistryErrorCode.XDSDuplicateUniqueIdInRegistry);
        StringAssert.Contains(response.Errors.Single().Context, submission.SubmissionSetUniqueId);
        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    public async Task TheSameDocumentMayBeSubmittedAgain()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var first = TestSubmission.Of(_patient, "Hello, DMP");
        Scenario.IsSuccess(await client.ProvideAsync(first));

        Scenario.IsSuccess(await client.ProvideAsync(TestSubmission.Of(_patient, first.Bytes, first.UniqueId)));

        Assert.HasCount(2, await client.EntriesAsync(_patient));
        var retrieved = await client.RetrieveAsync(first.UniqueId);
        CollectionAssert.AreEqual(first.Bytes, retrieved.Bytes(first.UniqueId));
    }

    [TestMethod]
    public async Task OtherBytesUnderAUsedIdAreRefused()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var first = TestSubmission.Of(_patient, "Hello, DMP");
        Scenario.IsSuccess(await client.ProvideAsync(first));

        Scenario.IsRefused(
            await client.ProvideAsync(TestSubmission.Of(_patient, "Hallo, DMP"u8.ToArray(), first.UniqueId)),
            RegistryErrorCode.XDSNonIdenticalHash);
        Scenario.IsRefused(
            await client.ProvideAsync(TestSubmission.Of(_patient, "Hello, world"u8.ToArray(), first.UniqueId)),
            RegistryErrorCode.XDSNonIdenticalHash, RegistryErrorCode.XDSNonIdenticalSize);

        var retrieved = await client.RetrieveAsync(first.UniqueId);
        CollectionAssert.AreEqual(first.Bytes, retrieved.Bytes(first.UniqueId));
    }

    [TestMethod]
    public async Task OneIdTwiceInASubmissionIsRefused()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.OfMany(_patient, [1], [2]);
        var second = submission.UniqueIds[1];

        var response = await client.ProvideAsync(
            submission.With(_ => TestSubmission.Entry(A.Document, _patient, second)));

        Scenario.IsRefused(response, RegistryErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
        StringAssert.Contains(response.Errors.Single().Context, second);
    }

    [TestMethod]
    public async Task TwoSubmittersOfOneDocumentAtOnceBothSucceed()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var first = TestSubmission.Of(_patient, TestSubmission.RandomBytes(50_000));

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            client.ProvideAsync(TestSubmission.Of(_patient, first.Bytes, first.UniqueId))));

        Array.ForEach(responses, Scenario.IsSuccess);
        Assert.HasCount(8, await client.EntriesAsync(_patient));
        var retrieved = await client.RetrieveAsync(first.UniqueId);
        CollectionAssert.AreEqual(first.Bytes, retrieved.Bytes(first.UniqueId));
    }

    [TestMethod]
    public async Task OfTwoSubmittersWithOtherBytesUnderOneIdOnlyOneSucceeds()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var uniqueId = TestSubmission.NewOid();
        var submissions = Enumerable.Range(0, 8)
            .Select(i => TestSubmission.Of(_patient, TestSubmission.RandomBytes(1000), uniqueId)).ToList();

        var responses = await Task.WhenAll(submissions.Select(s => client.ProvideAsync(s)));

        var winner = responses.ToList().FindIndex(r => r.Status == ResponseStatus.Success);
        Assert.AreEqual(1, responses.Count(r => r.Status == ResponseStatus.Success));
        foreach (var refused in responses.Where(r => r.Status != ResponseStatus.Success))
        {
            Scenario.IsRefused(refused, RegistryErrorCode.XDSNonIdenticalHash);
        }

        var retrieved = await client.RetrieveAsync(uniqueId);
        CollectionAssert.AreEqual(submissions[winner].Bytes, retrieved.Bytes(uniqueId));
    }
}
