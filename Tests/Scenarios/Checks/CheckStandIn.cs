using System.Net;
using System.Net.Sockets;

namespace XdsDmp.Tests.Scenarios.Checks;

/// <summary>Listens where a check should, and behaves as a test says.</summary>
internal sealed class CheckStandIn : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    private CheckStandIn()
    {
    }

    public Func<NetworkStream, CancellationToken, Task> Behaviour { get; set; } = (_, _) => Task.CompletedTask;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static CheckStandIn Start(Func<NetworkStream, CancellationToken, Task> behaviour)
    {
        var standIn = new CheckStandIn { Behaviour = behaviour };
        standIn._listener.Start();
        _ = standIn.ServeAsync();
        return standIn;
    }

    /// <summary>Says something at once, whatever is asked, and closes.</summary>
    public static Func<NetworkStream, CancellationToken, Task> Saying(
        params string[] parts) => async (stream, cancel) =>
    {
        foreach (var part in parts)
        {
            await stream.ReadAtLeastAsync(new byte[16], 1, throwOnEndOfStream: false, cancel);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(part), cancel);
        }

        // Closing on what is not read would take the answer away from its reader.
        stream.Socket.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, cancel);
    };

    /// <summary>Takes all and says nothing.</summary>
    public static Task HangAsync(NetworkStream stream, CancellationToken cancel) =>
        stream.CopyToAsync(Stream.Null, cancel);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            try
            {
                await Behaviour(client.GetStream(), _end.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // The other side has hung up, which is its right.
            }
        }
    }
}
