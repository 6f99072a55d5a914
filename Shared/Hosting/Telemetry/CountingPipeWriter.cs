using System.IO.Pipelines;

namespace XdsDmp.Hosting.Telemetry;

/// <summary>Counts what is written of a body whose length nobody knows before.</summary>
internal sealed class CountingPipeWriter(PipeWriter body) : PipeWriter
{
    public long Octets { get; private set; }

    public override void Advance(int bytes)
    {
        Octets += bytes;
        body.Advance(bytes);
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => body.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => body.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        body.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => body.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => body.Complete(exception);
}
