using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using XdsDmp.Security.Trust;

namespace XdsDmp.Bench.Load;

/// <summary>
/// One kept connection of one client: writes ready-made HTTP/1.1 requests and reads answers. Blocking, on
/// a thread of its own: the least that a client can cost.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly SslStream _stream;
    private byte[] _buffer = new byte[128 * 1024];

    private HttpConnection(SslStream stream) => _stream = stream;

    public static HttpConnection Open(Uri url, TlsPolicy tls)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(url.Host, url.Port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        stream.AuthenticateAsClient(tls.ForClient(url.Host));
        return new HttpConnection(stream);
    }

    /// <summary>The body of the answer, valid until the next exchange. Any status but 200 throws.</summary>
    public ReadOnlySpan<byte> Exchange(ReadOnlySpan<byte> request)
    {
        Send(request);
        return Receive();
    }

    /// <summary>A request, or a part of one.</summary>
    public void Send(ReadOnlySpan<byte> octets) => _stream.Write(octets);

    /// <summary>The body of the answer, valid until the next exchange.</summary>
    public ReadOnlySpan<byte> Receive()
    {
        var (head, received) = ReceiveHead();
        var length = LengthOf(_buffer.AsSpan(0, head));
        var end = length >= 0 ? head + 4 + length : EndOfChunks(head + 4, ref received);
        while (received < end)
        {
            received += ReadSome(received);
        }

        return received == end
            ? _buffer.AsSpan(head + 4, end - head - 4)
            : throw new InvalidDataException("there are octets behind the answer");
    }

    /// <summary>Gives the body of the answer away as it comes, so that it can be of any size.</summary>
    public void Receive(AnswerCheck part)
    {
        var (head, received) = ReceiveHead();
        var length = LengthOf(_buffer.AsSpan(0, head));
        var body = new AnswerBody(_stream, _buffer, head + 4, received);
        if (length >= 0)
        {
            body.Give(length, part);
            return;
        }

        long size;
        while ((size = body.ChunkSize()) > 0)
        {
            body.Give(size, part);
            body.EndChunk();
        }

        body.EndChunk();
    }

    public void Dispose() => _stream.Dispose();

    private (int Head, int Received) ReceiveHead()
    {
        var received = 0;
        int head;
        do
        {
            received += ReadSome(received);
            head = _buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8);
        }
        while (head < 0);

        return (head, received);
    }

    private int ReadSome(int received)
    {
        if (received == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = _stream.Read(_buffer, received, _buffer.Length - received);
        return read > 0 ? read : throw new IOException("the server has closed the connection");
    }

    /// <summary>Behind the last chunk; their lengths stay among the octets.</summary>
    private int EndOfChunks(int at, ref int received)
    {
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, received - at).IndexOf("\r\n"u8)) < 0)
            {
                received += ReadSome(received);
            }

            var size = int.Parse(_buffer.AsSpan(at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2 + size + 2;
            while (received < at)
            {
                received += ReadSome(received);
            }

            if (size == 0)
            {
                return at;
            }
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var length = head.IndexOf("\r\nContent-Length: "u8);
        if (!head.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new InvalidDataException($"unexpected answer: {Encoding.ASCII.GetString(head)}");
        }

        if (length < 0)
        {
            return -1;
        }

        var digits = head[(length + "\r\nContent-Length: ".Length)..];
        var end = digits.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
