using System.Net.Sockets;
using System.Text;
using XdsDmp.Hosting;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Operations;

/// <summary>What systemd is told, by the datagrams of sd_notify(3).</summary>
[TestClass]
public sealed class SupervisorTests
{
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void TheStateArrivesAtTheSocketThatIsNamed()
    {
        var path = Path.Combine(TestFolder.New(), "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.ReceiveTimeout = 10_000;

        Supervisor.Tell(path, "READY=1");

        var octets = new byte[100];
        Assert.AreEqual("READY=1", Encoding.ASCII.GetString(octets, 0, socket.Receive(octets)));
    }

    [TestMethod]
    public void WhereNobodyListensNothingHappens()
    {
        Supervisor.Tell(null, "READY=1");
        Supervisor.Tell("/nobody/listens/here", "READY=1");
    }
}
