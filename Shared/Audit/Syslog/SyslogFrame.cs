using System.Buffers;

namespace XdsDmp.Audit.Syslog;

/// <summary>A received syslog message without its octet count, in pooled memory until disposed.</summary>
public sealed class SyslogFrame : IDisposable
{
    private readonly int _length;
    private byte[]? _buffer;

    internal SyslogFrame(byte[] pooled, int length, long room = 0)
    {
        _buffer = pooled;
        _length = length;
        Room = room;
    }

    /// <summary>Octets of <see cref="FrameMemory"/> to be given back when the message is held no longer.</summary>
    public long Room { get; }

    public ReadOnlyMemory<byte> Message
    {
        get
        {
            ObjectDisposedException.ThrowIf(_buffer is null, this);
            return _buffer.AsMemory(0, _length);
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
}
