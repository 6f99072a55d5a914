using System.Net;
using System.Net.Sockets;
using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>ITI-20 over UDP and over TCP without TLS.</summary>
[TestClass]
public sealed class PlainReceptionTests
{
    private static readonly (string, string)[] Ports = [("Atna:UdpPort", "0"), ("Atna:TcpPort", "0")];

    [TestMethod]
    public async Task ADatagramIsAMessage()
    {
        await using var node = await AtnaNode.StartAsync(Ports);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        byte[][] messages = [Message(1), [0, 255, 10], Encoding.ASCII.GetBytes(new string('x', 65_507)), Message(2)];

        foreach (var message in messages)
        {
            await socket.SendToAsync(message, new IPEndPoint(IPAddress.Loopback, node.UdpPort));
        }

        await node.UntilFoundAsync(new AuditFilter { User = "user-2" });
        await node.StopAsync();
        AssertSame(messages, node.Received(Transports.SyslogUdp));
    }

    [TestMethod]
    public async Task AMessageThatWasCutIsMarked()
    {
        await using var node = await AtnaNode.StartAsync(Ports);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        await socket.SendToAsync(Message(1)[..^20], new IPEndPoint(IPAddress.Loopback, node.UdpPort));

        var line = await node.UntilFoundAsync(new AuditFilter { User = "user-1" });
        CollectionAssert.Contains(line.Findings.ToList(), XdsDmp.Audit.FindingCode.XmlTruncated);
    }

    [TestMethod]
    public async Task NobodyElseMaySendWithoutTls()
    {
        await using var node = await AtnaNode.StartAsync([.. Ports, ("Atna:PlainFrom:0", "192.0.2.1")]);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.SendToAsync(Message(1), new IPEndPoint(IPAddress.Loopback, node.UdpPort));

        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, node.TcpPort);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Message(2));
        try
        {
            // TLS is what is spoken here: what is none is cut off.
            await stream.CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // It was, with a reset.
        }

        await node.StopAsync();
        Assert.IsEmpty(node.Received(Transports.SyslogUdp));
        Assert.IsEmpty(node.Received(Transports.SyslogTcp));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task TcpWithoutTlsTakesBothFramings(bool isCounted)
    {
        await using var node = await AtnaNode.StartAsync(Ports);
        var messages = Enumerable.Range(1, 500).Select(Message).ToList();
        using (var tcp = new TcpClient())
        {
            await tcp.ConnectAsync(IPAddress.Loopback, node.TcpPort);
            foreach (var message in messages)
            {
                byte[] frame = isCounted
                    ? [.. Encoding.ASCII.GetBytes($"{message.Length} "), .. message]
                    : [.. message, (byte)'\n'];
                await tcp.GetStream().WriteAsync(frame);
            }
        }

        await node.UntilFoundAsync(new AuditFilter { User = "user-500" });
        AssertSame(messages, node.Received(Transports.SyslogTcp));
    }

    [TestMethod]
    public async Task WithoutASettingNothingIsTakenWithoutTls()
    {
        await using var node = await AtnaNode.StartAsync();

        Assert.ThrowsExactly<InvalidOperationException>(() => node.UdpPort);
        Assert.ThrowsExactly<InvalidOperationException>(() => node.TcpPort);
    }

    private static byte[] Message(int number) => Encoding.UTF8.GetBytes(
        $"""
        <85>1 2026-03-01T10:00:00Z host app {number} DICOM+RFC3881 - <AuditMessage>
        <EventIdentification EventDateTime="2026-03-01T10:00:00Z" EventOutcomeIndicator="0">
        <EventID csd-code="110107" codeSystemName="DCM" originalText="Import"/></EventIdentification>
        <ActiveParticipant UserID="user-{number}" UserIsRequestor="true"/>
        <AuditSourceIdentification AuditSourceID="plain"/></AuditMessage>
        """);

    private static void AssertSame(IReadOnlyList<byte[]> expected, IReadOnlyList<byte[]> actual)
    {
        Assert.HasCount(expected.Count, actual);
        for (var i = 0; i < expected.Count; i++)
        {
            CollectionAssert.AreEqual(expected[i], actual[i], $"message {i}");
        }
    }
}
