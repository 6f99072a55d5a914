using System.Globalization;
using System.Net.Sockets;
using System.Text;
using XdsDmp.Repository.Commands;

namespace XdsDmp.Repository.Checks;

/// <summary>A connection to an ICAP server: heads as text, bodies in chunks, everything bounded.</summary>
internal sealed class IcapConnection(NetworkStream stream) : IAsyncDisposable
{
    private const int MaxLineBytes = 8 * 1024;
    private const int MaxHeaders = 100;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly ListeningStream _output = new(stream);
    private int _start;
    private int _end;

    /// <summary>The server does not want to hear more.</summary>
    public bool IsClosedByPeer => _output.IsClosedByPeer;

    public async Task WriteAsync(string text, CancellationToken cancel) =>
        await _output.WriteAsync(Encoding.ASCII.GetBytes(text), cancel);

    public async Task WriteChunkAsync(ReadOnlyMemory<byte> octets, CancellationToken cancel)
    {
        await WriteAsync($"{octets.Length:x}\r\n", cancel);
        await _output.WriteAsync(octets, cancel);
        await WriteAsync("\r\n", cancel);
    }

    /// <exception cref="IOException">What comes is no answer of ICAP.</exception>
    public async Task<IcapAnswer> ReadAnswerAsync(CancellationToken cancel)
    {
        var parts = (await ReadLineAsync(cancel)).Split(' ', 3);
        if (parts.Length < 2 || !parts[0].StartsWith("ICAP/", StringComparison.Ordinal)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new IOException("the server does not speak ICAP");
        }

        return new IcapAnswer(status, parts.Length > 2 ? parts[2] : "", await ReadHeadersAsync(cancel));
    }

    public async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancel)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var count = 0; count <= MaxHeaders; count++)
        {
            var line = await ReadLineAsync(cancel);
            if (line.Length == 0)
            {
                return headers;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        throw new IOException($"the server has more than {MaxHeaders} headers");
    }

    /// <summary>A whole body, chunk by chunk.</summary>
    public async Task ReadBodyAsync(Action<ReadOnlyMemory<byte>> take, CancellationToken cancel)
    {
        while (true)
        {
            var size = (await ReadLineAsync(cancel)).Split(';')[0].Trim();
            if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var left)
                || left < 0)
            {
                throw new IOException("the server sends a chunk without its size");
            }

            if (left == 0)
            {
                await ReadHeadersAsync(cancel);
                return;
            }

            while (left > 0)
            {
                await FillAsync(cancel);
                var count = (int)Math.Min(left, _end - _start);
                take(_buffer.AsMemory(_start, count));
                _start += count;
                left -= count;
            }

            await ReadLineAsync(cancel);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<string> ReadLineAsync(CancellationToken cancel)
    {
        var line = new StringBuilder();
        while (line.Length < MaxLineBytes)
        {
            await FillAsync(cancel);
            var octet = _buffer[_start++];
            if (octet == '\n')
            {
                return line.ToString();
            }

            if (octet != '\r')
            {
                line.Append((char)octet);
            }
        }

        throw new IOException("the server sends a line without end");
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancel);
            if (_end == 0)
            {
                throw new IOException("the server closed the connection before it had answered");
            }
        }
    }
}
