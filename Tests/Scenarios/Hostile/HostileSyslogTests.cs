using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Tests.Scenarios.Atna;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>Senders of syslog that want the audit repository to fail: it costs little, and others are served.</summary>
[TestClass]
[DoNotParallelize]
public sealed class HostileSyslogTests
{
    private const long MiB = 1024 * 1024;

    /// <summary>What a test's own tools may hold, and noise.</summary>
    private const long Noise = 64 * MiB;
    private static readonly AuditFilter CutOff = new() { EventCode = "110126" };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [TestMethod]
    [DataRow("1234567890 ", "1234567890")]
    [DataRow("9999999999 x", "9999999999")]
    [DataRow("12345678901 x", "digits")]
    [DataRow("4194305 ", "4194305")]
    [DataRow("0 ", "zero")]
    [DataRow("05 abcde", "zero")]
    [DataRow("-5 abcde", "0x2D")]
    [DataRow("+5 abcde", "0x2B")]
    [DataRow("5\tabcde", "0x09")]
    [DataRow(" 5 abcde", "0x20")]
    [DataRow("<85>1 - - - - - - x", "0x3C")]
    public async Task AWrongOctetCountEndsTheConnectionAndNothingElse(string stream, string reason)
    {
        await using var node = await AtnaNode.StartAsync();
        using var memory = new LiveMemory();
        using var sender = await node.ConnectAsync();

        await sender.WriteAsync(Encoding.ASCII.GetBytes("4 good" + stream));

        var alert = await node.UntilFoundAsync(CutOff);
        StringAssert.Contains(alert.Event.OutcomeDescription, reason);
        await node.SendAsync("next"u8.ToArray());
        Assert.AreEqual("good next", string.Join(' ', node.Received().Select(Encoding.ASCII.GetString)));
        Assert.IsLessThan(Noise, memory.MaxGrowth());
    }

    [TestMethod]
    [DataRow("<85>1 - - - - - - ")]
    [DataRow("<85>1 - - - - IHE+RFC-3881 - <AuditMessage>\n")]
    [DataRow("no header, no end")]
    public async Task ALineWithoutEndIsCutOff(string begin)
    {
        await using var node = await AtnaNode.StartAsync(("Atna:TcpPort", "0"));
        using var memory = new LiveMemory();
        using var sender = new TcpClient();
        await sender.ConnectAsync(IPAddress.Loopback, node.TcpPort);

        await WriteUntilCutOffAsync(sender.GetStream(), Encoding.ASCII.GetBytes(begin), new byte[64 * 1024]);

        await node.UntilFoundAsync(CutOff);
        await node.SendAsync("next"u8.ToArray());
        Assert.IsLessThan(Noise, memory.MaxGrowth());
    }

    [TestMethod]
    public async Task ManyHalfFramesDoNotFillTheMemory()
    {
        await using var node = await AtnaNode.StartAsync(
            ("Atna:TcpPort", "0"), ("Atna:MidFrameTimeoutSeconds", "3"));
        using var memory = new LiveMemory();
        var half = Encoding.ASCII.GetBytes("4194304 " + new string('x', 4_000_000));
        using var give = new CancellationTokenSource();
        var senders = Enumerable.Range(0, 300).Select(_ => SendAndHoldAsync(node, half, give.Token)).ToList();

        // Three hundred times four megabytes were announced and begun.
        await node.SendAsync("<85>1 - - - - - - meanwhile"u8.ToArray());
        await node.UntilFoundAsync(CutOff);
        await node.SendAsync([.. "<85>1 - - - - - - large "u8, .. new byte[1_000_000]]).WaitAsync(Patience);

        // What one gives back the pool may still hold while another takes: twice at the most.
        Assert.IsLessThan(2 * 256 * MiB, memory.MaxGrowth());
        await give.CancelAsync();
        await Task.WhenAll(senders);
        Assert.HasCount(2, node.Received());
    }

    [TestMethod]
    public async Task ThousandsOfIdleConnectionsLeaveRoomForOthers()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:TcpPort", "0"));
        using var memory = new LiveMemory();
        var idle = new List<Socket>();
        try
        {
            // On the TLS port they never begin the handshake, on the other they begin a message, or nothing.
            foreach (var (port, count, first) in
                new[] { (node.Port, 500, ""), (node.TcpPort, 1000, ""), (node.TcpPort, 1000, "9") })
            {
                for (var i = 0; i < count; i++)
                {
                    idle.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                    await idle[^1].ConnectAsync(IPAddress.Loopback, port);
                    await idle[^1].SendAsync(Encoding.ASCII.GetBytes(first));
                }
            }

            var watch = Stopwatch.StartNew();
            await node.SendAsync("meanwhile"u8.ToArray()).WaitAsync(Patience);

            Assert.IsLessThan(Patience, watch.Elapsed);
            Assert.HasCount(1, node.Received());
            Assert.IsLessThan(4 * Noise, memory.MaxGrowth());
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    [TestMethod]
    [DataRow(HostileMessages.DeepXml)]
    [DataRow(HostileMessages.EntityBomb)]
    [DataRow(HostileMessages.ExternalEntity)]
    [DataRow(HostileMessages.ManyAttributes)]
    [DataRow(HostileMessages.ManyElements)]
    [DataRow(HostileMessages.ManyObjects)]
    [DataRow(HostileMessages.SplitText)]
    [DataRow(HostileMessages.DeepJson)]
    [DataRow(HostileMessages.LongNumber)]
    [DataRow(HostileMessages.SameKeys)]
    [DataRow(HostileMessages.ManyNumbers)]
    [DataRow(HostileMessages.ManyContained)]
    public async Task AMessageThatIsABombIsKeptAndCostsLittle(string name)
    {
        await using var node = await AtnaNode.StartAsync();
        byte[] message = [.. "<85>1 - - - - IHE+RFC-3881 - "u8, .. HostileMessages.Of(name)];
        using var memory = new LiveMemory();

        await node.SendAsync(message).WaitAsync(Patience);
        await node.SendAsync("next"u8.ToArray());

        Assert.IsLessThan(3 * Noise, memory.MaxGrowth());
        var received = node.Received();
        Assert.IsTrue(received[0].AsSpan().SequenceEqual(message));
        Assert.AreEqual("next", Encoding.ASCII.GetString(received[1]));
        using var archive = node.OpenArchive();
        Assert.IsTrue(archive.Verify().IsIntact);
    }

    [TestMethod]
    [DataRow(HostileMessages.ManyAttributes)]
    [DataRow(HostileMessages.ManyObjects)]
    [DataRow(HostileMessages.SplitText)]
    [DataRow(HostileMessages.SameKeys)]
    [DataRow(HostileMessages.ManyNumbers)]
    [DataRow(HostileMessages.ManyContained)]
    public async Task AMessageThatIsABombCostsLittleTime(string name)
    {
        await using var node = await AtnaNode.StartAsync();
        var message = HostileMessages.Of(name);
        await node.SendAsync("<85>1 - - - - - - first"u8.ToArray());
        var watch = Stopwatch.StartNew();

        await node.SendAsync(message).WaitAsync(Patience);

        Console.WriteLine($"{name} {watch.ElapsedMilliseconds} ms");
        Assert.IsLessThan(TimeSpan.FromSeconds(15), watch.Elapsed);
    }

    private static async Task SendAndHoldAsync(AtnaNode node, byte[] half, CancellationToken give)
    {
        using var sender = new TcpClient();
        try
        {
            await sender.ConnectAsync(IPAddress.Loopback, node.TcpPort, give);
            await sender.GetStream().WriteAsync(half, give);
            await Task.Delay(Timeout.Infinite, give);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException)
        {
            // Cut off, or the test is over.
        }
    }

    private static async Task WriteUntilCutOffAsync(NetworkStream stream, byte[] begin, byte[] part)
    {
        using var patience = new CancellationTokenSource(Patience);
        Array.Fill(part, (byte)'x');
        try
        {
            await stream.WriteAsync(begin, patience.Token);
            for (var sent = 0L; sent < 64 * MiB; sent += part.Length)
            {
                await stream.WriteAsync(part, patience.Token);
            }

            Assert.Fail("nobody cut it off");
        }
        catch (IOException)
        {
            // It was.
        }
    }
}
