using Amazon.S3.Model;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Content;
using XdsDmp.Soap;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>The repository's transactions, with their documents on an S3 server.</summary>
[TestClass]
public sealed class S3RepositoryTests
{
    private const int Large = 11 * 1024 * 1024;

    private readonly TestSubmission _submission = TestSubmission.OfMany(
        TestSubmission.NewPatient(), TestSubmission.RandomBytes(1000), TestSubmission.RandomBytes(Large));

    [TestMethod]
    public async Task DocumentsComeBackAndRemovedOnesAreGone()
    {
        using var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        await using var services = await TestServices.StartAsync(bucket.Settings());
        var client = services.Client();

        Scenario.IsSuccess(await client.ProvideAsync(_submission));
        await AreThereAsync(client);
        await services.StopRepositoryAsync();
        await services.StartRepositoryAsync();
        await AreThereAsync(services.Client());
        Assert.HasCount(2, await bucket.KeysAsync());

        Scenario.IsSuccess(await services.Client().RemoveAsync([.. _submission.UniqueIds]));
        Assert.IsEmpty(await bucket.KeysAsync());
    }

    [TestMethod]
    public async Task WhatTheServerAltersIsRefusedAndTheNextTryWorks()
    {
        using var bucket = await S3Bucket.NewAsync(
            await S3Server.OfAsync("s3rver"), options => options with { PayloadSigning = S3PayloadSigning.Chunked });
        await using var services = await TestServices.StartAsync(bucket.Settings());
        var messageId = AddressingHeaders.NewMessageId();

        var answer = await services.Client().ProvideAsync(_submission, messageId);

        Scenario.IsRefused(answer, RegistryErrorCode.XDSRepositoryError);
        StringAssert.Contains(answer.Errors.First().Context, "REP-store");
        Assert.IsTrue(services.Log.Any(
            line => line.Contains("holds something else than it was sent", StringComparison.Ordinal)));
        Assert.IsEmpty(await bucket.KeysAsync());
        Assert.IsNull(await services.Client().EntryOfAsync(_submission.UniqueId));

        await services.StopRepositoryAsync();
        await services.StartRepositoryAsync(("Repository:S3:PayloadSigning", "Whole"));
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission, messageId));
        await AreThereAsync(services.Client());
    }

    [TestMethod]
    public async Task AServerThatIsDownRefusesAndHidesNothing()
    {
        using var server = await S3Server.StartAsync("s3rver");
        using var bucket = await S3Bucket.NewAsync(server);
        await using var services = await TestServices.StartAsync(bucket.Settings());
        Scenario.IsSuccess(await services.Client().ProvideAsync(_submission));
        var another = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

        server.Stop();
        var refusal = await services.Client().ProvideAsync(another);
        var retrieved = await services.Client().RetrieveAsync(_submission.UniqueId);

        Scenario.IsRefused(refusal, RegistryErrorCode.XDSRepositoryError);
        StringAssert.Contains(refusal.Errors.First().Context, "REP-store");
        Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSRepositoryError);
        StringAssert.Contains(retrieved.Response.Errors.First().Context, "RET-store");

        await server.StartAsync();
        Scenario.IsSuccess(await services.Client().ProvideAsync(another));
        await AreThereAsync(services.Client());
    }

    [TestMethod]
    public async Task AFlippedBitOnTheServersDiskIsNotHandedOut()
    {
        var server = await S3Server.OfAsync("swift");
        using var bucket = await S3Bucket.NewAsync(server);
        await using var services = await TestServices.StartAsync(bucket.Settings());
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(100_000));
        Scenario.IsSuccess(await services.Client().ProvideAsync(submission));

        var file = Directory.EnumerateFiles(server.Objects, "*.data", SearchOption.AllDirectories)
            .Single(path => File.ReadAllBytes(path).AsSpan().SequenceEqual(submission.Bytes));
        using (var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(handle, [(byte)(submission.Bytes[70_000] ^ 1)], 70_000);
        }

        await IsDamagedAsync(services, submission);
    }

    [TestMethod]
    public async Task AnObjectThatSomebodyReplacedIsNotHandedOut()
    {
        using var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("s3rver"));
        await using var services = await TestServices.StartAsync(bucket.Settings());
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(1000));
        Scenario.IsSuccess(await services.Client().ProvideAsync(submission));
        var key = (await bucket.KeysAsync()).Single();
        await bucket.AskAsync((client, cancel) => client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket.Options.Bucket,
                Key = key,
                InputStream = new MemoryStream([.. submission.Bytes[..999], (byte)(submission.Bytes[999] ^ 0x80)]),
                UseChunkEncoding = false,
            },
            cancel));

        await IsDamagedAsync(services, submission);
    }

    /// <summary>kill -9 in the middle of an upload in parts: nothing is half stored, nothing of it stays.</summary>
    [TestMethod]
    public async Task AnUploadCutOffByAKillLeavesNothing()
    {
        using var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        using var services = new ChildServices(
            TestFolder.New(), [.. bucket.Settings().Select(setting => $"--{setting.Key}={setting.Value}")]);
        await services.StartAsync();
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), TestSubmission.RandomBytes(2 * Large));
        var messageId = AddressingHeaders.NewMessageId();
        using var sending = new SlowSubmission(services.Client, submission, messageId, Large);

        await Eventually.IsTrueAsync(
            "a part has arrived", async () => (await UnfinishedPartsAsync(bucket)) > 0, seconds: 60);
        await services.KillAsync();
        await sending.BrokenAsync();
        Assert.HasCount(1, await bucket.KeysAsync(), "what the kill left");

        await services.StartAsync();

        // Where there may be other instances it might be theirs: it is swept after a day.
        Assert.HasCount(TestDatabase.IsPostgres ? 1 : 0, await bucket.KeysAsync());
        Assert.IsNull(await services.Client.EntryOfAsync(submission.UniqueId));
        Scenario.IsRefused(
            (await services.Client.RetrieveAsync(submission.UniqueId)).Response,
            RegistryErrorCode.XDSDocumentUniqueIdError);

        Scenario.IsSuccess(await services.Client.ProvideAsync(submission, messageId));
        var retrieved = await services.Client.RetrieveAsync(submission.UniqueId);
        Scenario.IsSuccess(retrieved.Response);
        Assert.IsTrue(submission.Bytes.AsSpan().SequenceEqual(retrieved.Bytes(submission.UniqueId)));
    }

    private static async Task<int> UnfinishedPartsAsync(S3Bucket bucket)
    {
        var uploads = await bucket.AskAsync(
            (client, cancel) => client.ListMultipartUploadsAsync(bucket.Options.Bucket, cancel));
        return uploads.MultipartUploads is [var upload]
            ? (await bucket.AskAsync((client, cancel) => client.ListPartsAsync(
                bucket.Options.Bucket, upload.Key, upload.UploadId, cancel))).Parts?.Count ?? 0
            : 0;
    }

    private static async Task IsDamagedAsync(TestServices services, TestSubmission submission)
    {
        var retrieved = await services.Client().RetrieveAsync(submission.UniqueId);

        Scenario.IsRefused(retrieved.Response, RegistryErrorCode.XDSRepositoryError);
        StringAssert.Contains(retrieved.Response.Errors.First().Context, "RET-damaged");
        Assert.IsEmpty(retrieved.Documents);
    }

    private async Task AreThereAsync(TestClient client)
    {
        var retrieved = await client.RetrieveAsync([.. _submission.UniqueIds]);
        Scenario.IsSuccess(retrieved.Response);
        foreach (var (uniqueId, bytes) in _submission.UniqueIds.Zip(_submission.Documents.Values))
        {
            Assert.IsTrue(bytes.AsSpan().SequenceEqual(retrieved.Bytes(uniqueId)));
        }
    }
}
