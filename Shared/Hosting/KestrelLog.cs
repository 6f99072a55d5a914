using Microsoft.Extensions.Logging;

namespace XdsDmp.Hosting;

/// <summary>What Kestrel has to say goes into the service's own log.</summary>
internal sealed class KestrelLog(ILogger service) : ILoggerProvider, ILogger
{
    /// <summary>
    /// Whoever stopped reading a request half-way, because its sender went away or was too slow, has said so; that
    /// Kestrel then cannot read the rest is no error.
    /// </summary>
    private const string HalfRead = "RequestBodyDrainBodyReaderInvalidState";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => service.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => service.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        service.Log(eventId.Name == HalfRead ? LogLevel.Debug : logLevel, eventId, state, exception, formatter);

    public void Dispose()
    {
    }
}
