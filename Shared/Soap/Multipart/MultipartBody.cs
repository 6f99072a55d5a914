using System.Buffers;
using System.IO.Pipelines;

namespace XdsDmp.Soap.Multipart;

/// <summary>
/// A multipart package read part by part as it arrives. Nothing is buffered but what may be the beginning of a
/// delimiter, so an attachment of any size costs the same memory.
/// </summary>
internal sealed class MultipartBody(PipeReader body, string boundary, SoapLimits limits)
{
    private readonly DelimiterScanner _scanner = new(boundary);
    private readonly byte[] _joined = new byte[4 * DelimiterScanner.MaxDelimiterLength];
    private Delimiter _ended = Delimiter.None;
    private bool _isAtStart = true;
    private long _total;
    private int _part;

    /// <summary>Number of the present part, from 1; 0 before the first.</summary>
    public int PartNumber => _part;

    /// <summary>True once the closing delimiter was read.</summary>
    public bool IsClosed => _ended == Delimiter.Closing;

    /// <summary>Goes to the next part, past what is left of the present one; null after the last.</summary>
    public async ValueTask<PartHeaders?> NextPartAsync(CancellationToken cancel)
    {
        await SkipAsync(_part == 0 ? limits.MaxPreambleBytes : long.MaxValue, cancel).ConfigureAwait(false);
        if (IsClosed)
        {
            return null;
        }

        if (++_part > limits.MaxParts)
        {
            throw SoapFaults.Sender($"the message has more than {limits.MaxParts} parts");
        }

        var headers = await ReadHeadersAsync(cancel).ConfigureAwait(false);
        _isAtStart = true;
        _ended = Delimiter.None;
        return headers;
    }

    /// <summary>Reads content of the present part; 0 at its end. Throws when the message ends before it.</summary>
    public async ValueTask<int> ReadContentAsync(Memory<byte> destination, CancellationToken cancel)
    {
        while (_ended == Delimiter.None && !destination.IsEmpty)
        {
            var result = await ReadAsync(cancel).ConfigureAwait(false);
            var rest = result.Buffer;
            var copied = CopyContent(ref rest, destination.Span, result.IsCompleted);
            Consume(result.Buffer, rest.Start, examinedAll: copied == 0 && _ended == Delimiter.None);
            if (copied > 0)
            {
                return copied;
            }

            if (_ended == Delimiter.None && result.IsCompleted)
            {
                throw Truncated();
            }
        }

        return 0;
    }

    /// <summary>Reads what follows the closing delimiter, so that a body broken off by the transport shows.</summary>
    public async ValueTask ReadEpilogueAsync(CancellationToken cancel)
    {
        long length = 0;
        while (true)
        {
            var result = await ReadAsync(cancel).ConfigureAwait(false);
            length += result.Buffer.Length;
            Consume(result.Buffer, result.Buffer.End, examinedAll: true);
            if (length > limits.MaxPreambleBytes)
            {
                throw SoapFaults.Sender($"more than {limits.MaxPreambleBytes} bytes follow the closing boundary");
            }

            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    private async ValueTask SkipAsync(long limit, CancellationToken cancel)
    {
        if (_ended != Delimiter.None)
        {
            return;
        }

        var scratch = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            long skipped = 0;
            int count;
            while ((count = await ReadContentAsync(scratch, cancel).ConfigureAwait(false)) > 0)
            {
                skipped += count;
                if (skipped > limit)
                {
                    throw SoapFaults.Sender($"more than {limit} bytes precede the first boundary");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private async ValueTask<PartHeaders> ReadHeadersAsync(CancellationToken cancel)
    {
        while (true)
        {
            var result = await ReadAsync(cancel).ConfigureAwait(false);
            var buffer = result.Buffer;
            var block = buffer.Slice(0, Math.Min(buffer.Length, limits.MaxPartHeaderBytes + 1L));
            var bytes = block.IsSingleSegment ? block.First : block.ToArray();
            var length = PartHeaders.BlockLength(bytes.Span);
            if (length >= 0)
            {
                try
                {
                    return PartHeaders.Parse(bytes.Span[..length], _part, limits);
                }
                finally
                {
                    // Also when they are refused: whoever answers that reads on from here.
                    Consume(buffer, buffer.GetPosition(length), examinedAll: false);
                }
            }

            Consume(buffer, buffer.Start, examinedAll: true);
            if (bytes.Length > limits.MaxPartHeaderBytes)
            {
                throw SoapFaults.Sender(
                    $"the header block of part {_part} is longer than {limits.MaxPartHeaderBytes} bytes");
            }

            if (result.IsCompleted)
            {
                throw Truncated();
            }
        }
    }

    private int CopyContent(ref ReadOnlySequence<byte> rest, Span<byte> destination, bool isCompleted)
    {
        var copied = 0;
        while (copied < destination.Length && !rest.IsEmpty)
        {
            var window = Window(rest);
            var scan = _scanner.Next(window, _isAtStart, isCompleted && window.Length == rest.Length);
            var count = Math.Min(scan.ContentLength, destination.Length - copied);
            window[..count].CopyTo(destination[copied..]);
            copied += count;
            rest = rest.Slice(count);
            _isAtStart &= count == 0;
            if (count == scan.ContentLength && scan.Delimiter is Delimiter.Next or Delimiter.Closing)
            {
                rest = rest.Slice(scan.DelimiterLength);
                _ended = scan.Delimiter;
                return copied;
            }

            if (count == 0)
            {
                return copied; // Too few bytes to tell: a larger window always tells.
            }
        }

        return copied;
    }

    /// <summary>Bytes in a row: the first segment, or several short ones joined.</summary>
    private ReadOnlySpan<byte> Window(in ReadOnlySequence<byte> rest)
    {
        if (rest.IsSingleSegment || rest.FirstSpan.Length >= DelimiterScanner.MaxDelimiterLength)
        {
            return rest.FirstSpan;
        }

        var length = (int)Math.Min(rest.Length, _joined.Length);
        rest.Slice(0, length).CopyTo(_joined);
        return _joined.AsSpan(0, length);
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancel)
    {
        var result = await body.ReadAsync(cancel).ConfigureAwait(false);
        return result.IsCanceled ? throw new OperationCanceledException("reading the message was cancelled") : result;
    }

    private void Consume(in ReadOnlySequence<byte> buffer, SequencePosition consumed, bool examinedAll)
    {
        _total += buffer.Slice(0, consumed).Length;
        body.AdvanceTo(consumed, examinedAll ? buffer.End : consumed);
        if (_total > limits.MaxTotalBytes)
        {
            throw BodyStream.TooLarge(limits);
        }
    }

    private SoapFaultException Truncated() => SoapFaults.Sender(_part == 0
        ? $"the message ends before the first boundary '--{boundary}'"
        : $"the message ends inside part {_part}: the closing boundary '--{boundary}--' is missing");
}
