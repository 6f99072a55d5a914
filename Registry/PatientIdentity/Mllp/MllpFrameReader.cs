using System.Buffers;
using System.IO.Pipelines;

namespace XdsDmp.Registry.PatientIdentity.Mllp;

/// <summary>
/// Takes messages from a stream. What stands between frames is passed over, the carriage return behind the end block
/// included, since some senders leave it out. A start block inside a message begins a new one: the sender has started
/// over, and the half message, which got no answer, will come again.
/// </summary>
internal sealed class MllpFrameReader(PipeReader input, MllpLimits limits, TimeProvider clock)
{
    private const int FirstBufferBytes = 4096;
    private ArrayBufferWriter<byte>? _message;
    private int _stray;

    /// <summary>The next message; null when the sender ended the stream, be it inside one.</summary>
    /// <exception cref="MllpFramingException">Too much without an end.</exception>
    /// <exception cref="TimeoutException">The sender stalls or has been silent for too long.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(limits.Idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await ReadAsync(patience, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException(_message is null
                ? "the sender said nothing for too long"
                : "the sender began a message and did not finish it in time");
        }
    }

    private async ValueTask<byte[]?> ReadAsync(CancellationTokenSource patience, CancellationToken cancel)
    {
        var isHurried = false;
        while (true)
        {
            var result = await input.ReadAsync(cancel);
            if (Take(result.Buffer) is { } message)
            {
                return message;
            }

            if (result.IsCompleted)
            {
                return null;
            }

            // Once for each message, however often it is started over.
            if (_message is not null && !isHurried)
            {
                patience.CancelAfter(limits.MidFrame);
                isHurried = true;
            }
        }
    }

    /// <summary>Consumes up to the end of one message, or everything when none is complete.</summary>
    private byte[]? Take(ReadOnlySequence<byte> received)
    {
        var reader = new SequenceReader<byte>(received);
        byte[]? message = null;
        try
        {
            while (message is null && !reader.End)
            {
                message = Take(ref reader);
            }
        }
        finally
        {
            input.AdvanceTo(reader.Position);
        }

        return message;
    }

    private byte[]? Take(ref SequenceReader<byte> reader)
    {
        var rest = reader.UnreadSpan;
        var length = _message is null
            ? rest.IndexOf(MllpFrames.StartBlock)
            : rest.IndexOfAny(MllpFrames.StartBlock, MllpFrames.EndBlock);
        var plain = length < 0 ? rest : rest[..length];
        if (_message is null)
        {
            PassOver(plain.Length);
        }
        else
        {
            Keep(plain);
        }

        reader.Advance(plain.Length + (length < 0 ? 0 : 1));
        return length < 0 ? null : TakeBlock(rest[length]);
    }

    private byte[]? TakeBlock(byte block)
    {
        var message = block == MllpFrames.EndBlock ? _message!.WrittenSpan.ToArray() : null;
        _message = message is null ? new ArrayBufferWriter<byte>(FirstBufferBytes) : null;
        _stray = 0;
        return message;
    }

    private void PassOver(int bytes)
    {
        _stray += bytes;
        if (_stray > MllpLimits.MaxStrayBytes)
        {
            throw new MllpFramingException(
                $"{_stray} octets outside of any frame; MLLP begins a message with 0x0B", []);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = limits.MaxMessageBytes - _message!.WrittenCount;
        if (bytes.Length > room)
        {
            _message.Write(bytes[..room]);
            throw new MllpFramingException(
                $"a message of more than {limits.MaxMessageBytes} octets", _message.WrittenSpan.ToArray());
        }

        _message.Write(bytes);
    }
}
