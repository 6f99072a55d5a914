using System.Diagnostics;
using Amazon.S3;
using Amazon.S3.Model;
using XdsDmp.Repository.Content;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>What goes wrong between the store and its server, and what must not stay there.</summary>
[TestClass]
public sealed class S3ServerTests
{
    private const int Large = 11 * 1024 * 1024;

    private static CancellationToken None => CancellationToken.None;

    /// <summary>s3rver keeps the signatures of signed chunks among the octets, and says that all is well.</summary>
    [TestMethod]
    [DataRow(S3Verify.ETag, 1)]
    [DataRow(S3Verify.ETag, 300_000)]
    [DataRow(S3Verify.ETag, Large)]
    [DataRow(S3Verify.ReadBack, 1)]
    [DataRow(S3Verify.ReadBack, Large)]
    public async Task WhatAServerAltersIsNotStored(S3Verify verify, int size)
    {
        using var bucket = await S3Bucket.NewAsync(
            await S3Server.OfAsync("s3rver"),
            options => options with { PayloadSigning = S3PayloadSigning.Chunked, Verify = verify });
        var key = Guid.NewGuid().ToString("n");

        var refusal = await Assert.ThrowsExactlyAsync<IOException>(
            () => bucket.Store.WriteAsync(key, new MemoryStream(new byte[size]), None).AsTask());

        StringAssert.Contains(refusal.Message, "holds something else than it was sent");
        StringAssert.Contains(refusal.Message, "Repository:S3:PayloadSigning=Whole");
        Assert.IsNull(await bucket.Store.OpenAsync(key, None));
        Assert.IsEmpty(await bucket.KeysAsync());
        Assert.IsEmpty(await bucket.Store.StagedAsync(None).ToListAsync());

        using var whole = bucket.Open(bucket.Options with { PayloadSigning = S3PayloadSigning.Whole });
        await whole.WriteAsync(key, new MemoryStream(new byte[size]), None);
        Assert.HasCount(1, await bucket.KeysAsync());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(Large)]
    public async Task ABucketThatKeepsVersionsKeepsNoneOfWhatWasRemoved(int size)
    {
        using var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        await bucket.AskAsync((client, cancel) => client.PutBucketVersioningAsync(
            new PutBucketVersioningRequest
            {
                BucketName = bucket.Options.Bucket,
                VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
            },
            cancel));
        var key = Guid.NewGuid().ToString("n");
        await bucket.Store.WriteAsync(key, new MemoryStream(new byte[size]), None);

        // Somebody deletes it as S3 does it there: only a mark is set.
        await bucket.AskAsync((client, cancel) => client.DeleteObjectAsync(bucket.Options.Bucket, key, cancel));
        Assert.HasCount(2, (await bucket.VersionsAsync()).Versions);

        await bucket.Store.RemoveAsync(key, None);
        await bucket.Store.RemoveAsync(key, None);

        Assert.IsEmpty((await bucket.VersionsAsync()).Versions ?? []);
    }

    [TestMethod]
    public async Task AnUploadThatNeverEndedIsListedAndRemoved()
    {
        using var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        var key = Guid.NewGuid().ToString("n");
        var upload = await bucket.AskAsync(
            (client, cancel) => client.InitiateMultipartUploadAsync(bucket.Options.Bucket, key, cancel));
        await bucket.AskAsync((client, cancel) => client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket.Options.Bucket,
                Key = key,
                UploadId = upload.UploadId,
                PartNumber = 1,
                InputStream = new MemoryStream(new byte[5 * 1024 * 1024]),
                UseChunkEncoding = false,
            },
            cancel));
        CollectionAssert.AreEqual(new[] { key }, await bucket.KeysAsync());

        await bucket.Store.RemoveAsync(key, None);

        Assert.IsEmpty(await bucket.KeysAsync());
    }

    /// <summary>Nobody may take a document for absent because its bucket, or the right to look, is.</summary>
    [TestMethod]
    [DataRow("swift")]
    [DataRow("s3rver")]
    public async Task TroubleIsNeverAbsence(string which)
    {
        var server = await S3Server.OfAsync(which);
        using var bucket = await S3Bucket.NewAsync(server);
        var key = Guid.NewGuid().ToString("n");
        var wrong = Path.Combine(Path.GetDirectoryName(server.CredentialsFile)!, "wrong");
        await File.WriteAllTextAsync(
            wrong, "[default]\naws_access_key_id = test:tester\naws_secret_access_key = guessed\n", None);
        foreach (var (options, word) in new[]
        {
            (bucket.Options with { Bucket = "no-such-bucket" }, "has no bucket"),
            (bucket.Options with { CredentialsFile = wrong }, "403"),
        })
        {
            using var store = bucket.Open(options);
            var (read, write, remove) = (
                await FailureAsync(() => store.OpenAsync(key, None).AsTask()),
                await FailureAsync(() => store.WriteAsync(key, new MemoryStream([1]), None).AsTask()),
                await FailureAsync(() => store.RemoveAsync(key, None).AsTask()));

            StringAssert.Contains(read.Message + (await store.CheckAsync(None)).Trouble, word);
            Assert.IsNotNull((await store.CheckAsync(None)).Trouble);
            foreach (var failure in new[] { read, write, remove })
            {
                Assert.IsFalse(failure.ToString().Contains("guessed", StringComparison.Ordinal));
            }
        }
    }

    [TestMethod]
    public async Task AServerThatIsDownIsToldSoonAndFoundAgain()
    {
        using var server = await S3Server.StartAsync("s3rver");
        using var bucket = await S3Bucket.NewAsync(server);
        var key = Guid.NewGuid().ToString("n");
        await bucket.Store.WriteAsync(key, new MemoryStream([1, 2, 3]), None);
        server.Stop();
        var watch = Stopwatch.StartNew();

        var failure = await FailureAsync(() => bucket.Store.OpenAsync(key, None).AsTask());
        var trouble = (await bucket.Store.CheckAsync(None)).Trouble;
        var refusal = await FailureAsync(
            () => bucket.Store.WriteAsync(Guid.NewGuid().ToString("n"), new MemoryStream([4]), None).AsTask());

        Assert.IsLessThan(60, watch.Elapsed.TotalSeconds);
        StringAssert.Contains(failure.Message, "does not answer");
        StringAssert.Contains(refusal.Message, "does not answer");
        Assert.IsNotNull(trouble);

        await server.StartAsync();
        Assert.IsNull((await bucket.Store.CheckAsync(None)).Trouble);
        await using var content = await bucket.Store.OpenAsync(key, None);
        Assert.AreEqual(3, content!.Size);
    }

    /// <summary>The connection breaks while a document is read: it goes on where it was.</summary>
    [TestMethod]
    public async Task ABrokenReadGoesOnWhereItBroke()
    {
        using var server = await S3Server.StartAsync("s3rver");
        using var bucket = await S3Bucket.NewAsync(server);
        var key = Guid.NewGuid().ToString("n");
        var octets = TestSubmission.RandomBytes(4 * Large);
        await bucket.Store.WriteAsync(key, new MemoryStream(octets), None);
        await using var content = (await bucket.Store.OpenAsync(key, None))!;
        var read = new byte[octets.Length];
        await content.ReadAsync(read.AsMemory(0, 100_000), 0, None);

        server.Stop();
        await server.StartAsync();
        var at = 100_000;
        for (int count; (count = await content.ReadAsync(read.AsMemory(at), at, None)) > 0; at += count)
        {
        }

        Assert.AreEqual(octets.Length, at);
        Assert.IsTrue(octets.AsSpan(100_000).SequenceEqual(read.AsSpan(100_000)));
    }

    [TestMethod]
    public async Task AnObjectThatIsReplacedIsNotReadOn()
    {
        using var bucket = await S3Bucket.NewAsync(await S3Server.OfAsync("swift"));
        var key = Guid.NewGuid().ToString("n");
        await bucket.Store.WriteAsync(key, new MemoryStream(new byte[300_000]), None);
        await using var content = (await bucket.Store.OpenAsync(key, None))!;
        await bucket.AskAsync((client, cancel) => client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket.Options.Bucket,
                Key = key,
                InputStream = new MemoryStream([.. new byte[299_999], 1]),
                UseChunkEncoding = false,
            },
            cancel));

        var failure = await FailureAsync(() => content.ReadAsync(new byte[1000], 0, None).AsTask());

        StringAssert.Contains(failure.Message, "412");
    }

    /// <summary>Swift does not know the condition, and says so; the reason names the setting that helps.</summary>
    [TestMethod]
    public async Task AServerWithoutConditionalWritesIsExplained()
    {
        using var bucket = await S3Bucket.NewAsync(
            await S3Server.OfAsync("swift"), options => options with { ConditionalWrites = true });

        var failure = await FailureAsync(
            () => bucket.Store.WriteAsync(Guid.NewGuid().ToString("n"), new MemoryStream([1]), None).AsTask());

        StringAssert.Contains(failure.Message, "switch ConditionalWrites off");
        Assert.IsEmpty(await bucket.KeysAsync());
    }

    /// <summary>Only whom the settings name may vouch for the server.</summary>
    [TestMethod]
    public async Task AServerIsTrustedAsTheSettingsSay()
    {
        using var server = await S3Server.StartAsync(
            "s3rver", "--certificate", TestPki.Files.Node.CertificatePath, "--key", TestPki.Files.Node.KeyPath!);
        StringAssert.StartsWith(server.Endpoint, "https://");
        using var bucket = await S3Bucket.NewAsync(server);
        var key = Guid.NewGuid().ToString("n");
        using (var unsigned = bucket.Open(bucket.Options with { PayloadSigning = S3PayloadSigning.None }))
        {
            await unsigned.WriteAsync(key, new MemoryStream(new byte[Large]), None);
            await using var content = await unsigned.OpenAsync(key, None);
            Assert.AreEqual(Large, content!.Size);
        }

        var others = Path.Combine(TestFolder.New(), "others.pem");
        using (var authority = TestPki.OfAnotherAuthority())
        {
            await File.WriteAllTextAsync(others, authority.ExportCertificatePem(), None);
        }

        using var distrusting = bucket.Open(bucket.Options with { TrustFolder = others });
        var failure = await FailureAsync(() => distrusting.OpenAsync(key, None).AsTask());
        StringAssert.Contains(failure.Message, "TLS");
    }

    private static async Task<IOException> FailureAsync(Func<Task> act) => await Assert.ThrowsAsync<IOException>(act);
}
