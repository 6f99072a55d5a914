using System.Buffers;
using System.IO.Pipelines;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Takes messages that end with a line feed or NUL (RFC 6587 §3.4.2). Audit messages are often written over many lines:
/// a line feed inside one does not end it, see <see cref="LineContinuation"/>.
/// </summary>
public sealed class SyslogLineReader(PipeReader input, int maxFrameBytes, FrameMemoryShare? memory = null)
    : ISyslogFrameReader
{
    private const int FirstBufferBytes = 4 * 1024;
    private readonly Queue<SyslogFrame> _ready = new();
    private LineContinuation _continuation;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
    private int _filled;
    private int _lineStart;
    private bool _hasRoom;
    private bool _isWaitingForRoom;

    public bool IsInsideFrame => _filled > 0 && !_isWaitingForRoom;

    public async ValueTask<SyslogFrame?> ReadAsync(CancellationToken cancel)
    {
        while (_ready.Count == 0)
        {
            var result = await input.ReadAsync(cancel).ConfigureAwait(false);
            Take(result.Buffer);
            input.AdvanceTo(result.Buffer.End);
            if (_ready.Count > 0)
            {
                break;
            }

            await WaitForRoomAsync().ConfigureAwait(false);
            if (result.IsCompleted)
            {
                // The last message may lack its line feed.
                EndLine();
                Emit(_filled);
                return _ready.TryDequeue(out var last) ? last : null;
            }

            if (result.IsCanceled)
            {
                throw new OperationCanceledException("reading was ended by the receiver");
            }
        }

        return _ready.Dequeue();
    }

    public void Dispose()
    {
        foreach (var frame in _ready)
        {
            frame.Dispose();
        }

        _ready.Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Nobody knows how long a line will be: room is asked for the longest, once it is no short one.</summary>
    private async ValueTask WaitForRoomAsync()
    {
        if (memory is null || _hasRoom || _filled <= FrameMemory.FreeBytes)
        {
            return;
        }

        _isWaitingForRoom = true;
        await memory.TakeAsync(maxFrameBytes).ConfigureAwait(false);
        _hasRoom = true;
        _isWaitingForRoom = false;
    }

    private void Take(in ReadOnlySequence<byte> received)
    {
        foreach (var part in received)
        {
            var rest = part.Span;
            while (rest.IndexOfAny((byte)'\n', (byte)0) is >= 0 and var end)
            {
                Append(rest[..end]);
                if (!EndLine())
                {
                    Append(rest.Slice(end, 1));
                    _lineStart = _filled;
                }

                rest = rest[(end + 1)..];
            }

            Append(rest);
        }
    }

    /// <summary>A line is whole; false: the message that it belongs to goes on.</summary>
    private bool EndLine()
    {
        var line = _buffer.AsSpan(_lineStart, _filled - _lineStart);
        if (_lineStart > 0 && LineContinuation.IsHeader(line))
        {
            // What was begun before was cut off by its sender.
            var begun = _lineStart;
            var length = line.Length;
            Emit(begun, keep: length);
            line = _buffer.AsSpan(0, length);
        }

        if (_continuation.GoesOnAfter(line, isFirst: _lineStart == 0))
        {
            return false;
        }

        Emit(_filled);
        return true;
    }

    /// <summary>Gives out what stands before <paramref name="end"/>, unless it is blank.</summary>
    private void Emit(int end, int keep = 0)
    {
        if (_buffer.AsSpan(0, end).ContainsAnyExcept(" \t\r\n\0"u8))
        {
            var frame = ArrayPool<byte>.Shared.Rent(end);
            _buffer.AsSpan(0, end).CopyTo(frame);
            _ready.Enqueue(new SyslogFrame(frame, end, _hasRoom ? maxFrameBytes : 0));
            _hasRoom = false;
        }

        _buffer.AsSpan(end, keep).CopyTo(_buffer);
        _filled = keep;
        _lineStart = 0;
        _continuation = default;
    }

    private void Append(ReadOnlySpan<byte> octets)
    {
        var needed = _filled + octets.Length;
        if (needed > maxFrameBytes)
        {
            throw new SyslogFramingException(
                SyslogFramingError.FrameTooLarge, $"a message is longer than {maxFrameBytes} bytes");
        }

        if (needed > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(needed, _buffer.Length * 2), maxFrameBytes));
            _buffer.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        octets.CopyTo(_buffer.AsSpan(_filled));
        _filled = needed;
    }
}
