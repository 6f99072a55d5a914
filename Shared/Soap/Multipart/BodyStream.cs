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
        body.AdvanceTo(bytes.End);
        _total += bytes.Length;
        return _total <= limits.MaxTotalBytes ? (int)bytes.Length : throw TooLarge(limits);
    }

    public static SoapFaultException TooLarge(SoapLimits limits) =>
        SoapFaults.Sender($"the message is larger than {limits.MaxTotalBytes} bytes");
}
