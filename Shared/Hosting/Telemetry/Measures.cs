using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace XdsDmp.Hosting.Telemetry;

/// <summary>
/// What is measured, and the source of spans. Attributes are names of services, transactions, outcomes and operations:
/// never a patient, a document, a query or what a caller has written, since collectors keep everything.
/// </summary>
public static class Measures
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "XdsDmp";

    public const string Service = "xdsdmp.service";
    public const string Transaction = "xdsdmp.transaction";
    public const string Outcome = "xdsdmp.outcome";
    public const string Direction = "xdsdmp.direction";
    public const string Operation = "xdsdmp.operation";
    public const string Exchange = "xdsdmp.exchange";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Spans { get; } = new(Name);

    internal static Counter<long> Transactions { get; } = Meter.CreateCounter<long>(
        "xdsdmp.transactions", "{transaction}", "Requests that were answered, by transaction and outcome");

    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>(
        "xdsdmp.transaction.duration", "s", "From the first octet of the envelope to the last of the answer");

    internal static Counter<long> Octets { get; } = Meter.CreateCounter<long>(
        "xdsdmp.transaction.octets", "By", "Octets of requests (in) and answers (out)");

    internal static UpDownCounter<long> Open { get; } = Meter.CreateUpDownCounter<long>(
        "xdsdmp.transactions.open", "{transaction}", "Requests that are being answered");

    internal static Histogram<int> WriterBatch { get; } = Meter.CreateHistogram<int>(
        "xdsdmp.writer.batch", "{write}", "Writes that were committed together");

    internal static Histogram<double> ContentDuration { get; } = Meter.CreateHistogram<double>(
        "xdsdmp.content.duration", "s", "Operations of the content store: write, publish, remove, open");

    internal static Counter<long> Documents { get; } = Meter.CreateCounter<long>(
        "xdsdmp.documents", "{document}", "Documents taken in (in) and opened to be handed out (out)");

    /// <summary>An operation of the content store has ended.</summary>
    public static void Content(string operation, bool isDone, TimeSpan took)
    {
        ContentDuration.Record(
            took.TotalSeconds, new(Operation, operation), new(Outcome, isDone ? "Success" : "Failure"));
        if (isDone && operation is "write" or "open")
        {
            Documents.Add(1, new KeyValuePair<string, object?>(Direction, operation == "write" ? "in" : "out"));
        }
    }

    /// <summary>Figures that are looked up when somebody collects them.</summary>
    internal static void Watch(string service, SecureNode node, Func<long>? outboxDepth)
    {
        var tag = new KeyValuePair<string, object?>(Service, service);
        node.Writer.Committed = writes => WriterBatch.Record(writes, tag);
        Gauges.Add(service, "writer", () => node.Writer.Waiting);
        if (outboxDepth is not null)
        {
            Gauges.Add(service, "outbox", outboxDepth);
        }
    }

    /// <summary>Of a service that has ended.</summary>
    internal static void Forget(string service)
    {
        Gauges.Remove(service, "writer");
        Gauges.Remove(service, "outbox");
    }

    static Measures()
    {
        Meter.CreateObservableGauge(
            "xdsdmp.writer.queue", () => Gauges.Read("writer"), "{write}", "Writes that wait for the database");
        Meter.CreateObservableGauge(
            "xdsdmp.audit.outbox", () => Gauges.Read("outbox"), "{message}",
            "Audit messages that wait for the audit repository");
    }
}
