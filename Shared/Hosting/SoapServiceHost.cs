using Microsoft.AspNetCore.Http;
using XdsDmp.Hosting.Asynchronous;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.Descriptions;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>A running SOAP service, and the delivery of its asynchronous answers.</summary>
public sealed class SoapServiceHost : IAsyncDisposable
{
    private readonly KestrelHost _host;
    private readonly AnswerDelivery _delivery;

    private SoapServiceHost(KestrelHost host, Uri url, AnswerDelivery delivery)
    {
        _host = host;
        _delivery = delivery;
        Url = url;
    }

    /// <summary>Where the service is reached.</summary>
    public Uri Url { get; }

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<SoapServiceHost> StartAsync(SecureNode node, ListenAddress listen, SoapService service)
    {
        var pipeline = new TransactionPipeline(service, node.Audit, node.Logger);
        var allowed = new ReplyAddressList(node.Async.AllowedReplyAddresses);
        AnswerDelivery? delivery = null;
        var host = await KestrelHost.StartHttpAsync(node, listen, root => Handler(root));
        return new SoapServiceHost(host, new Uri(host.Url, service.Path), delivery!);

        RequestDelegate Handler(Uri root)
        {
            var description = new ServiceDescription(service.Wsdl, new Uri(root, service.Path));
            var audit = new ExchangeAudit(node.Audit, description.Url);
            var owed = new OwedAnswers(node.Database);
            delivery = new AnswerDelivery(service, pipeline, node, audit, owed, allowed);
            var asynchronous = new AsynchronousExchange(pipeline, node, owed, allowed, delivery.Wake);
            delivery.Start(asynchronous.SettleInterruptedAsync);
            var endpoint = new SoapEndpoint(service, pipeline, asynchronous, audit, description, node.Logger);
            return http => http.Request.Path == service.Path ? endpoint.HandleAsync(http) : NotHere(http, service.Path);
        }
    }

    /// <summary>Finishes what is being answered; what is not delivered yet waits in the table.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _delivery.DisposeAsync();
    }

    private static Task NotHere(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync($"nothing is served here; the service is at {path}\n");
    }
}
