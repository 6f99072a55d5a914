using System.Globalization;

namespace XdsDmp.Bench.Load;

/// <summary>The octets behind the head of an answer, through a buffer that is used again and again.</summary>
internal sealed class AnswerBody(Stream stream, byte[] buffer, int begin, int end)
{
    private int _begin = begin;
    private int _end = end;

    public void Give(long count, AnswerCheck part)
    {
        while (count > 0)
        {
            Need(1);
            var some = (int)Math.Min(count, _end - _begin);
            part(buffer.AsSpan(_begin, some));
            _begin += some;
            count -= some;
        }
    }

    /// <summary>Of the next chunk (RFC 9112 §7.1); 0 is the end.</summary>
    public long ChunkSize()
    {
        int line;
        while ((line = buffer.AsSpan(_begin, _end - _begin).IndexOf("\r\n"u8)) < 0)
        {
            Need(_end - _begin + 1);
        }

        var size = long.Parse(buffer.AsSpan(_begin, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        _begin += line + 2;
        return size;
    }

    public void EndChunk()
    {
        Need(2);
        _begin += 2;
    }

    private void Need(int count)
    {
        if (_end - _begin < count && _begin + count > buffer.Length)
        {
            buffer.AsSpan(_begin, _end - _begin).CopyTo(buffer);
            (_begin, _end) = (0, _end - _begin);
        }

        if (_begin == _end)
        {
            (_begin, _end) = (0, 0);
        }

        while (_end - _begin < count)
        {
            var read = stream.Read(buffer, _end, buffer.Length - _end);
            _end += read > 0 ? read : throw new IOException("the server has closed the connection");
        }
    }
}
