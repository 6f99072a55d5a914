using System.Buffers;
using System.IO.Pipelines;
using System.Numerics;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Takes octet-counted frames, <c>LEN SP message</c>, from a stream (RFC 5425 §4.3). It never looks for the next frame
/// after a bad one: whoever can place a "60 &lt;85&gt;1 …" inside a message could otherwise forge records.
/// </summary>
/// <param name="input">The stream.</param>
/// <param name="maxFrameBytes">A longer frame is refused.</param>
/// <param name="memory">Where room for large frames is asked for; without it there always is.</param>
public sealed class SyslogFrameReader(
    PipeReader input, int maxFrameBytes = SyslogFrameReader.DefaultMaxFrameBytes, FrameMemoryShare? memory = null)
    : ISyslogFrameReader
{
    public const int DefaultMaxFrameBytes = 4 * 1024 * 1024;
    private const int MaxLengthDigits = 10;
    private const int FirstBufferBytes = 64 * 1024;
    private long _length;
    private int _lengthDigits;
    private bool _isLengthComplete;
    private bool _hasRoom;
    private bool _isWaitingForRoom;
    private byte[]? _buffer;
    private int _filled;

    /// <summary>A sender that we make wait is not inside a frame: it need not hurry.</summary>
    public bool IsInsideFrame => _lengthDigits > 0 && !_isWaitingForRoom;

    public async ValueTask<SyslogFrame?> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancel).ConfigureAwait(false);
            if (Take(result.Buffer) is { } frame)
            {
                return frame;
            }

            if (NeedsRoom)
            {
                await WaitForRoomAsync(memory!).ConfigureAwait(false);
                continue;
            }

            if (result.IsCompleted)
            {
                ThrowIfInsideFrame();
                return null;
            }

            if (result.IsCanceled)
            {
                throw new OperationCanceledException("reading was ended by the receiver");
            }
        }
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }
    }

    /// <summary>Consumes up to the end of one frame, or everything when no frame is complete.</summary>
    private SyslogFrame? Take(ReadOnlySequence<byte> received)
    {
        var reader = new SequenceReader<byte>(received);
        try
        {
            if (TakeLength(ref reader))
            {
                TakeContent(ref reader);
            }
        }
        finally
        {
            input.AdvanceTo(reader.Position);
        }

        return _isLengthComplete && _filled == _length ? Complete() : null;
    }

    private bool NeedsRoom =>
        memory is not null && _isLengthComplete && !_hasRoom && _length > FrameMemory.FreeBytes;

    /// <summary>Pooled arrays have powers of two.</summary>
    private long Room => (long)BitOperations.RoundUpToPowerOf2((ulong)_length);

    private async ValueTask WaitForRoomAsync(FrameMemoryShare memory)
    {
        _isWaitingForRoom = true;
        await memory.TakeAsync(Room).ConfigureAwait(false);
        _hasRoom = true;
        _isWaitingForRoom = false;
    }

    private bool TakeLength(ref SequenceReader<byte> reader)
    {
        while (!_isLengthComplete && reader.TryRead(out var value))
        {
            if (value == (byte)' ' && _lengthDigits > 0)
            {
                _isLengthComplete = true;
            }
            else
            {
                TakeDigit(value);
            }
        }

        return _isLengthComplete;
    }

    private void TakeDigit(byte value)
    {
        if (!char.IsAsciiDigit((char)value))
        {
            throw Refused(SyslogFramingError.LengthNotDecimal, $"byte 0x{value:X2} instead of an octet count");
        }

        if (_lengthDigits == 0 && value == (byte)'0')
        {
            throw Refused(SyslogFramingError.LengthHasLeadingZero, "the octet count starts with a zero");
        }

        if (_lengthDigits == MaxLengthDigits)
        {
            throw Refused(SyslogFramingError.LengthTooLong, $"the octet count has more than {MaxLengthDigits} digits");
        }

        _lengthDigits++;
        _length = (_length * 10) + (value - '0');
    }

    private void TakeContent(ref SequenceReader<byte> reader)
    {
        if (_length > maxFrameBytes)
        {
            throw Refused(
                SyslogFramingError.FrameTooLarge, $"a frame of {_length} bytes is announced, at most {maxFrameBytes}");
        }

        if (NeedsRoom)
        {
            return;
        }

        var take = (int)Math.Min(_length - _filled, reader.Remaining);
        Reserve(_filled + take);
        reader.UnreadSequence.Slice(0, take).CopyTo(_buffer.AsSpan(_filled));
        reader.Advance(take);
        _filled += take;
    }

    /// <summary>
    /// Memory follows what has arrived: an announced length alone must not cost us four megabytes, unless there is room
    /// for it.
    /// </summary>
    private void Reserve(int needed)
    {
        if (_buffer is not null && _buffer.Length >= needed)
        {
            return;
        }

        var size = _hasRoom ? _length : Math.Max(needed, Math.Min(_length, Math.Max(FirstBufferBytes, _filled * 2L)));
        var larger = ArrayPool<byte>.Shared.Rent((int)size);
        if (_buffer is not null)
        {
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }

    private SyslogFrame Complete()
    {
        var frame = new SyslogFrame(_buffer!, _filled, _hasRoom ? Room : 0);
        _buffer = null;
        _filled = 0;
        _length = 0;
        _lengthDigits = 0;
        _isLengthComplete = false;
        _hasRoom = false;
        return frame;
    }

    private void ThrowIfInsideFrame()
    {
        if (IsInsideFrame)
        {
            var expected = _isLengthComplete ? $"{_filled} of {_length} bytes" : "its octet count";
            throw Refused(SyslogFramingError.EndedInsideFrame, $"the stream ended inside a frame, after {expected}");
        }
    }

    private static SyslogFramingException Refused(SyslogFramingError error, string message) => new(error, message);
}
