using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace XdsDmp.Hosting.Telemetry;

/// <summary>Counts what is consumed of a body whose length its sender has not told.</summary>
internal sealed class CountingPipeReader(PipeReader body) : PipeReader, IRequestBodyPipeFeature
{
    private ReadOnlySequence<byte> _last;

    public long Octets { get; private set; }

    public PipeReader Reader => this;

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        Octets += _last.Slice(_last.Start, consumed).Length;
        _last = default;
        body.AdvanceTo(consumed, examined);
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await body.ReadAsync(cancellationToken);
        _last = result.Buffer;
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        var isRead = body.TryRead(out result);
        _last = isRead ? result.Buffer : default;
        return isRead;
    }

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);
}
