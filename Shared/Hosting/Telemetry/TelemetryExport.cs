using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Hosting.Telemetry;

/// <summary>
/// Sends what <see cref="Measures"/> measures to a collector, by OTLP over HTTP. A collector that is away costs
/// nothing: what it does not take in time is dropped, and no request waits for it.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    private const int ExportTimeoutMilliseconds = 5_000;

    /// <summary>A stop has ten seconds in all, most of them for requests.</summary>
    private const int LastExportMilliseconds = 500;

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private TelemetryExport(MeterProvider metrics, TracerProvider traces)
    {
        _metrics = metrics;
        _traces = traces;
    }

    /// <param name="configuration">Names the collector.</param>
    /// <param name="process">As the collector shall know it, for instance <c>xdsdmp-registry</c>.</param>
    /// <returns>Null when the settings name none.</returns>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static TelemetryExport? Start(IConfiguration configuration, string process)
    {
        var options = configuration.Read<TelemetryOptions>("Telemetry");
        if (options.Endpoint.Length == 0)
        {
            return null;
        }

        var collector = Collector(options)!;
        var security = configuration.Read<SecurityOptions>("Security");
        var resource = ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddService(
            process, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3));
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter(Measures.Name, "Microsoft.AspNetCore.Server.Kestrel")
            .AddRuntimeInstrumentation()
            .AddOtlpExporter((exporter, reader) =>
            {
                Set(exporter, new Uri(collector, "v1/metrics"), security);
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.IntervalSeconds * 1000;
            })
            .Build();
        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource(Measures.Name)
            .SetSampler(new TraceIdRatioBasedSampler(options.TracePercent / 100.0))
            .AddOtlpExporter(exporter =>
            {
                Set(exporter, new Uri(collector, "v1/traces"), security);
                exporter.BatchExportProcessorOptions.ScheduledDelayMilliseconds =
                    Math.Min(options.IntervalSeconds, 5) * 1000;
            })
            .Build();
        return new TelemetryExport(metrics, traces);
    }

    public void Dispose()
    {
        _traces.Shutdown(LastExportMilliseconds);
        _metrics.Shutdown(LastExportMilliseconds);
        _traces.Dispose();
        _metrics.Dispose();
    }

    private static void Set(OtlpExporterOptions exporter, Uri endpoint, SecurityOptions security)
    {
        exporter.Endpoint = endpoint;
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.TimeoutMilliseconds = ExportTimeoutMilliseconds;
        exporter.HttpClientFactory = () => new HttpClient(HandlerOf(endpoint, security))
        {
            Timeout = TimeSpan.FromMilliseconds(ExportTimeoutMilliseconds),
        };
    }

    /// <summary>
    /// Own trust and certificate here as everywhere; that these are in trouble is told by the node itself.
    /// </summary>
    private static SocketsHttpHandler HandlerOf(Uri endpoint, SecurityOptions security) =>
        endpoint.Scheme == Uri.UriSchemeHttp
            ? new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null }
            : MutualTlsHandler.Create(new TlsPolicy(
                new NodeCertificateSource(
                    new NodeCertificateFiles(security.Certificate, security.Key), TimeProvider.System, _ => { }),
                new TrustStore(security.TrustFolder, TimeProvider.System, _ => { }), new TlsPolicyOptions(),
                TimeProvider.System, _ => { }));

    /// <summary>Null: there is none.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    internal static Uri? Collector(TelemetryOptions options)
    {
        if (options.Endpoint.Length == 0)
        {
            return null;
        }

        if (!Uri.TryCreate(options.Endpoint.TrimEnd('/') + "/", UriKind.Absolute, out var collector)
            || collector.Scheme is not ("http" or "https"))
        {
            throw new ConfigurationException(
                $"Telemetry:Endpoint '{options.Endpoint}' is no URL such as http://localhost:4318");
        }

        return options.IntervalSeconds is < 1 or > 3600
            ? throw new ConfigurationException(
                $"Telemetry:IntervalSeconds is {options.IntervalSeconds}; it must be 1 to 3600")
            : options.TracePercent is < 0 or > 100
            ? throw new ConfigurationException($"Telemetry:TracePercent is {options.TracePercent}; it must be 0 to 100")
            : collector;
    }
}
