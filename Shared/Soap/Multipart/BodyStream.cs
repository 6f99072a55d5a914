using System.Buffers;
using System.IO.Pipelines;

namespace XdsDmp.Soap.Multipart;

/// <summary>A bare HTTP body, read to its end within the total limit.</summary>
internal sealed class BodyStream(PipeReader body, SoapLimits limits) : ReadOnlyStream
{
    private long _total;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await body.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("reading the message was cancelled");
        }

        var bytes = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, buffer.Length));
        bytes.CopyTo(buffer.Span);

        // Before advancing: from then on the memory behind the sequence, and with it its length, is the pipe's again.
        var count = (int)bytes.Length;
        body.AdvanceTo(bytes.End);
        _total += count;
        return _total <= limits.MaxTotalBytes ? count : throw TooLarge(limits);
    }

    public static SoapFaultException TooLarge(SoapLimits limits) =>
        SoapFaults.Sender($"the message is larger than {limits.MaxTotalBytes} bytes");
}
