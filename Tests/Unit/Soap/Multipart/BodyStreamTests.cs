using System.IO.Pipelines;
using System.Security.Cryptography;
using XdsDmp.Soap;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Tests.Unit.Soap.Multipart;

[TestClass]
public sealed class BodyStreamTests
{
    /// <summary>A pipe takes its segments back as soon as they are consumed, as the one below HTTP/2 does.</summary>
    [TestMethod]
    public async Task ABodyInManySegmentsIsReadWhole()
    {
        var sent = RandomNumberGenerator.GetBytes(100_000);
        var pipe = new Pipe(new PipeOptions(minimumSegmentSize: 64, pauseWriterThreshold: 0));
        foreach (var piece in sent.Chunk(64))
        {
            await pipe.Writer.WriteAsync(piece);
        }

        await pipe.Writer.CompleteAsync();

        using var received = new MemoryStream();
        await using var body = new BodyStream(pipe.Reader, new SoapLimits());
        await body.CopyToAsync(received, 5000);

        CollectionAssert.AreEqual(sent, received.ToArray());
    }
}
