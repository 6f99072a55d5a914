using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace XdsDmp.Hosting.Telemetry;

/// <summary>The services of this process that can be asked for a figure.</summary>
internal static class Gauges
{
    private static readonly ConcurrentDictionary<(string Service, string Figure), Func<long>> All = [];

    public static void Add(string service, string figure, Func<long> read) => All[(service, figure)] = read;

    public static void Remove(string service, string figure) => All.TryRemove((service, figure), out _);

    public static IEnumerable<Measurement<long>> Read(string figure) => All
        .Where(gauge => gauge.Key.Figure == figure)
        .Select(gauge => new Measurement<long>(
            gauge.Value(), new KeyValuePair<string, object?>(Measures.Service, gauge.Key.Service)));
}
