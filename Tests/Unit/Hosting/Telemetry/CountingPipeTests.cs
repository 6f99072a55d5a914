using System.Buffers;
using System.IO.Pipelines;
using XdsDmp.Hosting.Telemetry;

namespace XdsDmp.Tests.Unit.Hosting.Telemetry;

[TestClass]
public sealed class CountingPipeTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task WhatIsConsumedIsCountedOnceHoweverItIsRead()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(new byte[100_000], TestContext.CancellationToken);
        await pipe.Writer.CompleteAsync();
        var reader = new CountingPipeReader(pipe.Reader);

        var first = await reader.ReadAsync(TestContext.CancellationToken);
        reader.AdvanceTo(first.Buffer.GetPosition(10), first.Buffer.End);
        Assert.AreEqual(10, reader.Octets);

        await reader.CopyToAsync(Stream.Null, TestContext.CancellationToken);
        Assert.AreEqual(100_000, reader.Octets);
    }

    [TestMethod]
    public async Task WhatIsWrittenIsCounted()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var writer = new CountingPipeWriter(pipe.Writer);
        writer.Write(new byte[1000]);
        await writer.AsStream().WriteAsync(new byte[500], TestContext.CancellationToken);
        await writer.FlushAsync(TestContext.CancellationToken);
        Assert.AreEqual(1500, writer.Octets);
    }
}
