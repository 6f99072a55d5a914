using XdsDmp.Atna;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Tests.Unit.Atna;

[TestClass]
public sealed class AtnaOptionsTests
{
    [TestMethod]
    public void WhatIsShippedIsAccepted() => Assert.AreEqual(6514, new AtnaOptions().Checked().Port);

    [TestMethod]
    public void ABadValueIsNamed()
    {
        AtnaOptions[] bad =
        [
            new AtnaOptions { MaxFrameBytes = 2_047 },
            new AtnaOptions { MidFrameTimeoutSeconds = 0 },
            new AtnaOptions { IdleTimeoutHours = -1 },
            new AtnaOptions { UdpPort = 65_536 },
            new AtnaOptions { TcpPort = -2 },
            new AtnaOptions { SilentAfterHours = 0 },
        ];

        var messages = bad.Select(options => Assert.ThrowsExactly<ConfigurationException>(options.Checked).Message);

        Assert.AreEqual(
            "Atna:MaxFrameBytes Atna:MidFrameTimeoutSeconds Atna:IdleTimeoutHours Atna:UdpPort Atna:TcpPort "
            + "Atna:SilentAfterHours",
            string.Join(' ', messages.Select(message => message.Split(' ')[0])));
    }
}
