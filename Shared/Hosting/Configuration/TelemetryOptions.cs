namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Telemetry</c>: metrics and traces for a collector that speaks OTLP.</summary>
public sealed record TelemetryOptions
{
    /// <summary>
    /// Base URL of the collector, OTLP over HTTP with protobuf, for instance <c>http://localhost:4318</c>. With https
    /// it must be of those that <c>Security:TrustFolder</c> trusts, and is shown the node's certificate. Empty: nothing
    /// is sent.
    /// </summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Seconds between two deliveries of metrics, and at most 5 of them between those of spans.</summary>
    public int IntervalSeconds { get; init; } = 60;

    /// <summary>
    /// How many traces of a hundred are sent; the same traces by every service, whatever a caller wishes.
    /// </summary>
    public int TracePercent { get; init; } = 100;
}
