using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace XdsDmp.Hosting.Telemetry;

/// <summary>
/// One request, from its arrival until this is disposed of; whoever learns something about it notes it here.
/// </summary>
public sealed class ObservedRequest : IDisposable
{
    private readonly RequestWatch _watch;
    private readonly Activity _span;
    private readonly IDisposable? _scope;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private HttpContext? _http;
    private CountingPipeReader? _body;

    internal ObservedRequest(RequestWatch watch, Activity span, IDisposable? scope)
    {
        _watch = watch;
        _span = span;
        _scope = scope;
        Measures.Open.Add(1, Tag(Measures.Service, watch.Service));
    }

    /// <summary>For instance <c>ITI-41</c>; <c>unknown</c> until the message has been read so far.</summary>
    public string Transaction { get; set; } = "unknown";

    /// <summary>Success, PartialSuccess, Failure, Fault, Accepted, Aborted, Error.</summary>
    public string Outcome { get; set; } = "Error";

    /// <summary>The name of the calling system, or the subject of its certificate.</summary>
    public string Caller { get; set; } = "unknown";

    /// <summary>Codes of the errors in the answer; never their contexts, which may quote what was sent.</summary>
    public string Codes { get; set; } = "";

    public long OctetsIn { get; set; }

    public long OctetsOut { get; set; }

    /// <summary>Counts what is read of the body, and takes the answer's length from its header.</summary>
    internal void CountOctetsOf(HttpContext http)
    {
        _http = http;
        if (http.Request.ContentLength is null)
        {
            _body = new CountingPipeReader(http.Request.BodyReader);
            http.Features.Set<IRequestBodyPipeFeature>(_body);
        }
    }

    public void Dispose()
    {
        var took = Stopwatch.GetElapsedTime(_begun);
        if (_http is not null)
        {
            OctetsIn = _http.Request.ContentLength ?? _body?.Octets ?? 0;
            OctetsOut = _http.Response.ContentLength ?? OctetsOut;
        }

        Measure(took);
        _watch.Access?.LogInformation(
            "{Transaction} {Outcome} for {Caller} in {Milliseconds} ms, {OctetsIn} octets in, {OctetsOut} out {Codes}",
            Transaction, Outcome, Caller, (long)took.TotalMilliseconds, OctetsIn, OctetsOut, Codes);
        _span.DisplayName = Transaction;
        _span.SetTag(Measures.Transaction, Transaction).SetTag(Measures.Outcome, Outcome);
        _span.SetStatus(Outcome is "Error" ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        _span.Dispose();
        _scope?.Dispose();
    }

    private void Measure(TimeSpan took)
    {
        var service = Tag(Measures.Service, _watch.Service);
        var transaction = Tag(Measures.Transaction, Transaction);
        Measures.Open.Add(-1, service);
        Measures.Transactions.Add(1, service, transaction, Tag(Measures.Outcome, Outcome));
        Measures.Duration.Record(took.TotalSeconds, service, transaction, Tag(Measures.Outcome, Outcome));
        Measures.Octets.Add(OctetsIn, service, transaction, Tag(Measures.Direction, "in"));
        Measures.Octets.Add(OctetsOut, service, transaction, Tag(Measures.Direction, "out"));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
