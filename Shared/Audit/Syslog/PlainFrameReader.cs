using System.IO.Pipelines;

namespace XdsDmp.Audit.Syslog;

/// <summary>
/// Takes messages from a stream without TLS (RFC 6587): with octet counts when it begins with a digit, otherwise by
/// line feeds. The first octet decides for the whole stream.
/// </summary>
public sealed class PlainFrameReader(PipeReader input, int maxFrameBytes, FrameMemoryShare? memory = null)
    : ISyslogFrameReader
{
    private ISyslogFrameReader? _reader;

    public bool IsInsideFrame => _reader?.IsInsideFrame == true;

    public async ValueTask<SyslogFrame?> ReadAsync(CancellationToken cancel)
    {
        while (_reader is null)
        {
            var result = await input.ReadAsync(cancel).ConfigureAwait(false);
            if (!result.Buffer.IsEmpty)
            {
                _reader = char.IsAsciiDigit((char)result.Buffer.FirstSpan[0])
                    ? new SyslogFrameReader(input, maxFrameBytes, memory)
                    : new SyslogLineReader(input, maxFrameBytes, memory);
            }

            input.AdvanceTo(result.Buffer.Start);
            if (_reader is null && result.IsCompleted)
            {
                return null;
            }

            if (_reader is null && result.IsCanceled)
            {
                throw new OperationCanceledException("reading was ended by the receiver");
            }
        }

        return await _reader.ReadAsync(cancel).ConfigureAwait(false);
    }

    public void Dispose() => _reader?.Dispose();
}
