using System.Text;
using XdsDmp.Bench.Samples;

namespace XdsDmp.Bench.Load;

/// <summary>ITI-41 of a large document: what stands before and behind its octets.</summary>
internal sealed class LargeRequest
{
    private const string Mark = "@the document stands here@";
    private const int ChunkBytes = 128 * 1024;

    private readonly RequestTemplate _before;
    private readonly byte[] _behind;
    private readonly long _size;

    private LargeRequest(RequestTemplate before, byte[] behind, long size) =>
        (_before, _behind, _size) = (before, behind, size);

    public static async Task<LargeRequest> OfAsync(Uri url, long size)
    {
        var mark = Encoding.ASCII.GetBytes(Mark);
        var message = RequestTemplate.Addressed(
            url, Requests.Provide((output, cancel) => output.WriteAsync(mark, cancel)), RequestTemplate.Number);
        var octets = await RequestTemplate.OctetsOfAsync(url, message);
        var (end, at) = (octets.AsSpan().IndexOf("\r\n\r\n"u8), octets.AsSpan().IndexOf(mark));
        var length = octets.Length - end - 4;
        var head = Encoding.ASCII.GetString(octets, 0, end).Replace(
            $"Content-Length: {length}", $"Content-Length: {length - mark.Length + size}", StringComparison.Ordinal);
        return new LargeRequest(
            RequestTemplate.Of([.. Encoding.ASCII.GetBytes(head), .. octets.AsSpan(end, at - end)]),
            octets[(at + mark.Length)..], size);
    }

    /// <summary>Sends it; returns its number.</summary>
    public long Send(HttpConnection connection, long patient)
    {
        var (before, number) = (_before.NewCopy(), RequestNumber.Next());
        _before.Patch(before, number, (int)patient);
        connection.Send(before);
        for (long offset = 0; offset < _size;)
        {
            var part = LargeDocument.At(offset, (int)Math.Min(ChunkBytes, _size - offset));
            connection.Send(part);
            offset += part.Length;
        }

        connection.Send(_behind);
        return number;
    }
}
