namespace XdsDmp.Audit.Syslog;

/// <summary>Takes syslog messages from a stream, by one of the ways in which senders tell where each ends.</summary>
public interface ISyslogFrameReader : IDisposable
{
    /// <summary>Something of a frame has arrived, but not all: the time to wait on is the short one.</summary>
    bool IsInsideFrame { get; }

    /// <summary>The next frame; null when the sender ended the stream between frames.</summary>
    /// <exception cref="SyslogFramingException">The stream breaks the framing; it must be closed.</exception>
    ValueTask<SyslogFrame?> ReadAsync(CancellationToken cancel);
}
