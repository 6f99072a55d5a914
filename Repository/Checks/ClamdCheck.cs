using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using XdsDmp.Repository.Commands;

namespace XdsDmp.Repository.Checks;

/// <summary>The daemon of ClamAV by INSTREAM (clamd(8)): chunks behind their length, then one answer.</summary>
internal sealed class ClamdCheck(PeerSocket server) : IContentCheck
{
    private const int ChunkBytes = 64 * 1024;
    private const int LengthBytes = 4;
    private const int MaxAnswerBytes = 1024;
    private const string CleanAnswer = "stream: OK";
    private const string Prefix = "stream: ";
    private const string Found = " FOUND";

    public string Name => "clamd";

    public async Task<CheckVerdict> CheckAsync(Stream octets, long size, CancellationToken cancel)
    {
        await using var connection = await server.ConnectAsync(cancel);
        var listening = new ListeningStream(connection);
        try
        {
            await SendAsync(listening, octets, cancel);
        }
        catch (IOException) when (listening.IsClosedByPeer)
        {
            // It has said why before it closed, or has gone: the answer shows.
        }

        return VerdictOf(await ReadAsync(connection, cancel));
    }

    private static CheckVerdict VerdictOf(string answer) => answer switch
    {
        CleanAnswer => CheckVerdict.Clean,
        _ when answer.StartsWith(Prefix, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal)
            => CheckVerdict.Found(answer[Prefix.Length..^Found.Length]),
        "" => CheckVerdict.Trouble("clamd closed the connection without an answer"),
        _ => CheckVerdict.Trouble($"clamd answered '{answer}'"),
    };

    private static async Task SendAsync(Stream connection, Stream octets, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LengthBytes + ChunkBytes);
        try
        {
            await connection.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
            int count;
            do
            {
                count = await octets.ReadAtLeastAsync(
                    buffer.AsMemory(LengthBytes, ChunkBytes), ChunkBytes, throwOnEndOfStream: false, cancel);
                BinaryPrimitives.WriteInt32BigEndian(buffer, count);
                await connection.WriteAsync(buffer.AsMemory(0, LengthBytes + count), cancel);
            }
            while (count > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Up to its end, NUL; what is longer is none of its answers.</summary>
    private static async Task<string> ReadAsync(Stream connection, CancellationToken cancel)
    {
        var buffer = new byte[MaxAnswerBytes];
        var length = 0;
        int count;
        while (length < buffer.Length && (count = await connection.ReadAsync(buffer.AsMemory(length), cancel)) > 0)
        {
            length += count;
            if (buffer.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length).Split('\0')[0].TrimEnd('\n', ' ');
    }
}
