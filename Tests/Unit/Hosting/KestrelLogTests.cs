using Microsoft.Extensions.Logging;
using XdsDmp.Hosting;

namespace XdsDmp.Tests.Unit.Hosting;

[TestClass]
public sealed class KestrelLogTests
{
    [TestMethod]
    [DataRow("RequestBodyDrainBodyReaderInvalidState", LogLevel.Debug)]
    [DataRow("ApplicationError", LogLevel.Error)]
    public void ARequestThatWasReadHalfWayIsNoError(string name, LogLevel expected)
    {
        var log = new Levels();
        using var kestrel = new KestrelLog(log);

        kestrel.CreateLogger("Microsoft.AspNetCore.Server.Kestrel")
            .Log(LogLevel.Error, new EventId(1, name), "state", null, (state, _) => state);

        Assert.AreEqual(expected, log.Logged.Single());
    }

    private sealed class Levels : ILogger
    {
        public List<LogLevel> Logged { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Logged.Add(logLevel);
    }
}
