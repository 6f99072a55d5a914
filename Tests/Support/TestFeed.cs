using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace XdsDmp.Tests.Support;

/// <summary>A patient identity source: one MLLP connection, with mutual TLS or plain.</summary>
public sealed class TestFeed : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Stream _stream;

    private TestFeed(Stream stream) => _stream = stream;

    /// <summary>With the certificate of a practice unless <paramref name="connections"/> has another or none.</summary>
    public static async Task<TestFeed> ConnectAsync(int port, TestConnections connections)
    {
        var secure = new SslStream(await TcpAsync(port), leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(connections.TlsOptions());
        return new TestFeed(secure);
    }

    public static async Task<TestFeed> ConnectPlainAsync(int port) => new(await TcpAsync(port));

    /// <summary>One message in its frame, and its answer.</summary>
    public async Task<TestAcknowledgement> SendAsync(string message)
    {
        await WriteAsync($"\v{message}\x1c\r");
        return await ReadAsync() ?? throw new IOException("the connection was closed instead of an answer");
    }

    public async Task WriteAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), patience.Token);
        await _stream.FlushAsync(patience.Token);
    }

    /// <summary>The next answer; null when the connection was closed.</summary>
    public async Task<TestAcknowledgement?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var answer = new List<byte>();
        var next = new byte[1];
        try
        {
            while (await _stream.ReadAsync(next, patience.Token) > 0)
            {
                answer.Add(next[0]);
                if (answer is [.., 0x1C, 0x0D])
                {
                    return TestAcknowledgement.Of(Encoding.UTF8.GetString([.. answer]));
                }
            }
        }
        catch (IOException)
        {
            // Closed by force.
        }

        return null;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<NetworkStream> TcpAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("localhost", port);
        return new NetworkStream(socket, ownsSocket: true);
    }
}

/// <summary>What a registry answered to a message of HL7 v2.</summary>
public sealed record TestAcknowledgement(IReadOnlyDictionary<string, string[]> Segments)
{
    /// <summary>AA, AE or AR.</summary>
    public string Code => Segments["MSA"][1];

    /// <summary>MSA-2: which message it is about.</summary>
    public string ControlId => Segments["MSA"].ElementAtOrDefault(2) ?? "";

    /// <summary>MSA-3: why not.</summary>
    public string Text => Segments["MSA"].ElementAtOrDefault(3) ?? "";

    public string Errors => string.Join('|', Segments.GetValueOrDefault("ERR", []));

    /// <summary>A field of MSH as HL7 counts: the separator is the first.</summary>
    public string Msh(int field) => Segments["MSH"][field - 1];

    public static TestAcknowledgement Of(string answer) => new(
        answer.Trim('\v', '\x1c', '\r').Split('\r').Select(segment => segment.Split('|'))
            .GroupBy(fields => fields[0]).ToDictionary(g => g.Key, g => g.First()));
}
