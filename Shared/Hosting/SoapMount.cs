using Microsoft.AspNetCore.Http;
using XdsDmp.Hosting.Asynchronous;
using XdsDmp.Hosting.Descriptions;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>A SOAP service at its path below some host's root, and the delivery of its asynchronous answers.</summary>
public sealed class SoapMount : IAsyncDisposable
{
    private readonly SoapEndpoint _endpoint;
    private readonly AnswerDelivery? _delivery;

    /// <param name="node">What the service works with.</param>
    /// <param name="root">Root of the host, as clients know it.</param>
    /// <param name="service">Its path and its transactions.</param>
    public SoapMount(SecureNode node, Uri root, SoapService service)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(service);
        Url = new Uri(root, service.Path);
        var pipeline = new TransactionPipeline(service, node.Gate, node.Audit, node.Alerts, node.Logger);
        var allowed = new ReplyAddressList(node.Async.AllowedReplyAddresses);
        var description = new ServiceDescription(service.Wsdl, Url);
        var audit = new ExchangeAudit(node.Audit, description.Url);
        var owed = new OwedAnswers(node.Database);

        // The table of owed answers is the node's: who answers nothing later must not take another service's.
        _delivery = service.Transactions.Any(operation => operation.AnswersLater)
            ? new AnswerDelivery(service, pipeline, node, audit, owed, allowed)
            : null;
        var asynchronous = new AsynchronousExchange(pipeline, node, owed, allowed, () => _delivery?.Wake());
        _delivery?.Start(asynchronous.SettleInterruptedAsync);
        _endpoint = new SoapEndpoint(
            service, pipeline, asynchronous, audit, node.Messages, description, node.Permission, node.Language,
            node.Requests, node.Logger);
    }

    /// <summary>Where the service is reached.</summary>
    public Uri Url { get; }

    public Task HandleAsync(HttpContext http) => _endpoint.HandleAsync(http);

    /// <summary>What is not delivered yet waits in the table.</summary>
    public ValueTask DisposeAsync() => _delivery?.DisposeAsync() ?? ValueTask.CompletedTask;
}
