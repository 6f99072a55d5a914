using System.Net;
using System.Security.Cryptography;
using XdsDmp.Repository.Content;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Content;

/// <summary>Servers that lie, break off and forget; real ones are in the scenarios.</summary>
[TestClass]
public sealed class S3ContentStoreTests : IDisposable
{
    private readonly FakeS3 _server = new();
    private readonly List<S3ContentStore> _stores = [];
    private readonly string _key = Guid.NewGuid().ToString("n");
    private readonly byte[] _octets = TestSubmission.RandomBytes(200_000);
    private readonly string _credentials = Path.Combine(TestFolder.New(), "credentials");

    public S3ContentStoreTests() => File.WriteAllText(
        _credentials, "[default]\naws_access_key_id = who\naws_secret_access_key = hush\n");

    public void Dispose() => _stores.ForEach(store => store.Dispose());

    /// <summary>What a server needs to notice by itself that it received something else.</summary>
    [TestMethod]
    public async Task WhatIsSentSaysWhatItIs()
    {
        await WriteAsync(Store());

        Assert.AreEqual(
            Convert.ToHexStringLower(SHA256.HashData(_octets)), _server.Put["x-amz-content-sha256"]);
        Assert.AreEqual(
            Convert.ToBase64String(Convert.FromHexString(FakeS3.Md5(_octets))), _server.Put["Content-MD5"]);
        Assert.AreEqual("*", _server.Put["If-None-Match"]);
        Assert.AreEqual($"{_octets.Length}", _server.Put["Content-Length"]);
    }

    [TestMethod]
    public async Task AnotherETagIsRefused()
    {
        _server.ETag = _ => FakeS3.Md5([]);

        var refusal = await RefusedAsync(Store());

        StringAssert.Contains(refusal.Message, FakeS3.Md5([]));
        StringAssert.Contains(refusal.Message, FakeS3.Md5(_octets));
        StringAssert.Contains(refusal.Message, "Repository:S3:Verify=ReadBack");
    }

    [TestMethod]
    public async Task AnotherSizeIsRefused()
    {
        _server.Keeps = octets => octets[..^1];

        StringAssert.Contains((await RefusedAsync(Store())).Message, "199999 octets, 200000 were sent");
    }

    /// <summary>Size and ETag are right, and one bit is not: only who reads it again finds that.</summary>
    [TestMethod]
    public async Task AServerThatLiesIsFoundByReadingBack()
    {
        _server.Keeps = octets => [.. octets[..100], (byte)(octets[100] ^ 1), .. octets[101..]];

        StringAssert.Contains((await RefusedAsync(Store(S3Verify.ReadBack))).Message, "SHA-256");
        await WriteAsync(Store());
    }

    /// <summary>As with encryption by keys of the server.</summary>
    [TestMethod]
    public async Task AnETagThatIsNoMd5IsGoodEnoughForWhoReadsBack()
    {
        _server.ETag = _ => "0123456789abcdef";

        await WriteAsync(Store(S3Verify.ReadBack));

        CollectionAssert.AreEqual(_octets, _server.Objects[_key]);
    }

    /// <summary>The answer to the first try was lost: the second meets what the first has made.</summary>
    [TestMethod]
    public async Task ARepeatedRequestMeetsItsOwnObject()
    {
        var isLost = false;
        _server.After = request =>
        {
            if (request.Method == HttpMethod.Put && !isLost)
            {
                isLost = true;
                throw new HttpRequestException("the answer was lost");
            }
        };

        await WriteAsync(Store());

        Assert.AreEqual(2, _server.Asked.Count(asked => asked == $"PUT {_key}"));
        CollectionAssert.AreEqual(_octets, _server.Objects[_key]);
    }

    [TestMethod]
    public async Task SomebodyElsesObjectIsLeftAlone()
    {
        await WriteAsync(Store());

        await Assert.ThrowsAsync<IOException>(
            () => Store().WriteAsync(_key, new MemoryStream([1]), CancellationToken.None).AsTask());

        CollectionAssert.AreEqual(_octets, _server.Objects[_key]);
    }

    [TestMethod]
    [DataRow(HttpStatusCode.InsufficientStorage, "InsufficientStorage")]
    [DataRow(HttpStatusCode.Forbidden, "QuotaExceeded")]
    public async Task AFullServerIsAWantOfRoom(HttpStatusCode status, string code)
    {
        _server.Before = request => request.Method == HttpMethod.Put ? FakeS3.Refusal(status, code) : null;

        await Assert.ThrowsExactlyAsync<ContentSpaceException>(() => WriteAsync(Store()));
    }

    [TestMethod]
    public async Task ABusyServerIsAskedAgain()
    {
        var refusals = 2;
        _server.Before = _ => refusals-- > 0
            ? FakeS3.Refusal(HttpStatusCode.ServiceUnavailable, "SlowDown")
            : null;

        await WriteAsync(Store());

        CollectionAssert.AreEqual(_octets, _server.Objects[_key]);
    }

    /// <summary>A document, and the right to store it, would go wherever the answer says.</summary>
    [TestMethod]
    [DataRow(HttpStatusCode.MovedPermanently)]
    [DataRow(HttpStatusCode.TemporaryRedirect)]
    public async Task ARedirectionIsNotFollowed(HttpStatusCode status)
    {
        var hosts = new HashSet<string>();
        _server.Before = request =>
        {
            hosts.Add(request.RequestUri!.Host);
            var answer = FakeS3.Refusal(status, "TemporaryRedirect");
            answer.Headers.Location = new Uri($"https://elsewhere.example{request.RequestUri.AbsolutePath}");
            return answer;
        };

        var failure = await Assert.ThrowsAsync<IOException>(() => WriteAsync(Store()));

        StringAssert.Contains(failure.Message, "redirects to https://elsewhere.example");
        Assert.AreEqual("storage.example", hosts.Single());
    }

    [TestMethod]
    public async Task AnAnswerThatBreaksOffIsContinued()
    {
        var store = Store();
        await WriteAsync(store);
        _server.AnswerBreaksAt = 70_000;
        await using var content = (await store.OpenAsync(_key, CancellationToken.None))!;

        var read = new byte[_octets.Length];
        for (int at = 0, count; (count = await content.ReadAsync(read.AsMemory(at), at, CancellationToken.None)) > 0;)
        {
            at += count;
        }

        CollectionAssert.AreEqual(_octets, read);
        Assert.AreEqual(3, _server.Asked.Count(asked => asked == $"GET {_key}"));
    }

    [TestMethod]
    public async Task AServerThatNeverAnswersWithOctetsIsGivenUp()
    {
        var store = Store();
        await WriteAsync(store);
        _server.AnswerBreaksAt = 0;
        await using var content = (await store.OpenAsync(_key, CancellationToken.None))!;

        await Assert.ThrowsAsync<IOException>(
            () => content.ReadAsync(new byte[10], 0, CancellationToken.None).AsTask());

        Assert.AreEqual(3, _server.Asked.Count(asked => asked == $"GET {_key}"));
    }

    private S3ContentStore Store(S3Verify verify = S3Verify.ETag)
    {
        var options = new S3Options
        {
            Endpoint = "https://storage.example",
            Bucket = "documents",
            CredentialsFile = _credentials,
            Verify = verify,
            Retries = 2,
        };
        var store = new S3ContentStore(new S3Connection(options, _server), staged: null);
        _stores.Add(store);
        return store;
    }

    private Task WriteAsync(S3ContentStore store) =>
        store.WriteAsync(_key, new MemoryStream(_octets), CancellationToken.None).AsTask();

    /// <summary>And nothing of it stays.</summary>
    private async Task<IOException> RefusedAsync(S3ContentStore store)
    {
        var refusal = await Assert.ThrowsExactlyAsync<IOException>(() => WriteAsync(store));
        Assert.IsEmpty(_server.Objects);
        return refusal;
    }
}
