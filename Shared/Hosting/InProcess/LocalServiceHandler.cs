using XdsDmp.Security.Trust;

namespace XdsDmp.Hosting.InProcess;

/// <summary>
/// Carries a client's requests to a service of this process instead of the wire. Service and client are none the wiser:
/// same message, same certificate with the same checks, same answer. The caller's address is the loopback.
/// </summary>
/// <param name="service">To whom.</param>
/// <param name="caller">Who calls: what its certificate may do, it may do here.</param>
public sealed class LocalServiceHandler(LocalService service, TlsPolicy caller) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (service.IsClosed)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{service.Url} has stopped");
        }

        if (!service.Meets(caller))
        {
            throw new HttpRequestException(
                HttpRequestError.SecureConnectionError, $"{service.Url} and this node do not trust each other");
        }

        var exchange = await LocalExchange.OfAsync(request, caller.Certificate, cancellationToken);

        // As on a connection: who gives up goes away at once, and the service notices when it looks.
        await service.AnswerAsync(exchange.Http).WaitAsync(cancellationToken);
        return exchange.Answer();
    }
}
