using System.Buffers;
using System.Text;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Audit.Syslog;

[TestClass]
public sealed class SyslogFrameWriterTests
{
    [TestMethod]
    public void OctetsAreCountedNotCharacters()
    {
        var output = new ArrayBufferWriter<byte>();

        SyslogFrameWriter.Write(output, Encoding.UTF8.GetBytes("é"));
        SyslogFrameWriter.Write(output, "abcdefghijkl"u8);

        Assert.AreEqual("2 é12 abcdefghijkl", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [TestMethod]
    public void AnEmptyMessageIsRefused() =>
        Assert.ThrowsExactly<ArgumentException>(() => SyslogFrameWriter.Write(new ArrayBufferWriter<byte>(), []));
}
