using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Hosting.Telemetry;

namespace XdsDmp.Tests.Unit.Hosting.Telemetry;

[TestClass]
public sealed class RequestWatchTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private readonly RequestWatch _watch = new("registry", NullLogger.Instance, access: null);

    [TestMethod]
    public void TheCallersTraceGoesOn()
    {
        using var request = _watch.Begin("exchange", $"00-{Trace}-00f067aa0ba902b7-00");
        Assert.AreEqual(Trace, Activity.Current!.TraceId.ToHexString());
        Assert.AreEqual("00f067aa0ba902b7", Activity.Current.ParentSpanId.ToHexString());
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("4711")]
    [DataRow("00-00000000000000000000000000000000-0000000000000000-00")]
    [DataRow("00-4bf92f3577b34da6a3ce929d0e0e4736\r\nPATIENT-00f067aa0ba902b7-00")]
    public void WithoutOneThereIsANewTrace(string? traceParent)
    {
        using var request = _watch.Begin("exchange", traceParent);
        Assert.AreEqual(32, Activity.Current!.TraceId.ToHexString().Length);
        Assert.AreNotEqual(Trace, Activity.Current.TraceId.ToHexString());
        Assert.AreNotEqual(default, Activity.Current.TraceId);
    }

    [TestMethod]
    public void AfterTheRequestThereIsNoTrace()
    {
        _watch.Begin("exchange").Dispose();
        Assert.IsNull(Activity.Current);
    }
}
