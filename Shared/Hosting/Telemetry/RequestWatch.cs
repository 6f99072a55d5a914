using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace XdsDmp.Hosting.Telemetry;

/// <summary>Makes every request of a service visible: in traces, in figures, in the log.</summary>
/// <param name="service">Which one.</param>
/// <param name="logger">Of the service: what it logs during a request bears the request's ids.</param>
/// <param name="access">Takes a line for each request; null: none is wanted.</param>
public sealed class RequestWatch(string service, ILogger logger, ILogger? access)
{
    public string Service => service;

    internal ILogger? Access => access;

    /// <summary>A request that came by HTTP.</summary>
    public ObservedRequest Begin(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var observed = Begin(http.TraceIdentifier, http.Request.Headers.TraceParent);
        observed.CountOctetsOf(http);
        return observed;
    }

    /// <param name="exchangeId">This request's own id; errors name it.</param>
    /// <param name="traceParent">
    /// W3C Trace Context of the caller, if it has one: so that one id finds the repository's lines and the registry's.
    /// </param>
    public ObservedRequest Begin(string exchangeId, string? traceParent = null)
    {
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var caller);
        var span = Measures.Spans.StartActivity("request", ActivityKind.Server, caller) ?? Unrecorded(caller);
        span.SetTag(Measures.Service, service);
        span.SetTag(Measures.Exchange, exchangeId);
        var scope = logger.BeginScope(new KeyValuePair<string, object?>[]
        {
            new("trace", span.TraceId.ToHexString()), new("exchange", exchangeId),
        });
        return new ObservedRequest(this, span, scope);
    }

    /// <summary>With nobody to record it, the trace is still needed for its id.</summary>
    private static Activity Unrecorded(ActivityContext caller)
    {
        var span = new Activity("request").SetIdFormat(ActivityIdFormat.W3C);
        if (caller.TraceId != default)
        {
            span.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        }

        return span.Start();
    }
}
