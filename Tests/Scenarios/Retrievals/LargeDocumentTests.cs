using System.Security.Cryptography;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Retrievals;

/// <summary>A document of any size costs the same memory, on its way in and out.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LargeDocumentTests
{
    private const int ChunkBytes = 64 * 1024;
    private const int Chunks = 1024;
    private const long MaxGrowthBytes = 40L * 1024 * 1024;

    [TestMethod]
    public async Task Sixty4MebibytesStreamThroughInConstantMemory()
    {
        var client = (await Scenario.ServicesAsync()).Client();
        var submission = TestSubmission.Of(TestSubmission.NewPatient(), "");
        var sink = new HashingSink();
        using var memory = new LiveMemory();

        Scenario.IsSuccess(await client.ProvideAsync(client.Message(submission) with
        {
            Attachments = [new OutgoingAttachment($"{A.Document}@test", "text/plain", WriteAsync)],
        }));
        var retrieved = await client.RetrieveAsync(
            [new DocumentRequest(A.RepositoryUniqueId, submission.UniqueId)], sink);

        Scenario.IsSuccess(retrieved.Response);
        Assert.AreEqual((long)Chunks * ChunkBytes, sink.Size);
        Assert.AreEqual(Convert.ToHexString(Hash()), Convert.ToHexString(sink.Hash));
        Assert.IsLessThan(MaxGrowthBytes, memory.MaxGrowth());
    }

    /// <summary>The same bytes each time, and no two chunks alike.</summary>
    private static IEnumerable<byte[]> Content()
    {
        var random = new Random(4711);
        var chunk = new byte[ChunkBytes];
        for (var i = 0; i < Chunks; i++)
        {
            random.NextBytes(chunk);
            yield return chunk;
        }
    }

    private static async ValueTask WriteAsync(System.IO.Pipelines.PipeWriter output, CancellationToken cancel)
    {
        foreach (var chunk in Content())
        {
            await output.WriteAsync(chunk, cancel);
        }
    }

    private static byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var chunk in Content())
        {
            hash.AppendData(chunk);
        }

        return hash.GetHashAndReset();
    }

    private sealed class HashingSink : IAttachmentSink
    {
        public long Size { get; private set; }

        public byte[] Hash { get; private set; } = [];

        public async ValueTask ReceiveAsync(AttachmentHeaders headers, Stream content, CancellationToken cancel)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[ChunkBytes];
            for (int count; (count = await content.ReadAsync(buffer, cancel)) > 0; Size += count)
            {
                hash.AppendData(buffer, 0, count);
            }

            Hash = hash.GetHashAndReset();
        }
    }
}
