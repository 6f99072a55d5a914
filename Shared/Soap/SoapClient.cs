using System.IO.Pipelines;
using System.Net;

namespace XdsDmp.Soap;

/// <summary>
/// Sends a request and reads its answer over the connections, certificates and time-outs of the given HTTP client.
/// </summary>
/// <param name="http">The connections.</param>
/// <param name="limits">What an answer may cost.</param>
/// <param name="security">Signs questions and checks answers; null: neither.</param>
public sealed class SoapClient(HttpClient http, SoapLimits limits, ClientSecurity? security = null)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>
    /// The answer, to be disposed by the caller; its attachments have gone to the sink. A fault is thrown as
    /// <see cref="SoapFaultReceivedException"/>, what is no answer as <see cref="SoapTransportException"/>.
    /// </summary>
    public async Task<SoapMessage> CallAsync(
        Uri endpoint, OutgoingMessage request, IAttachmentSink? sink, CancellationToken cancel)
    {
        var complete = await ProtectAsync(Complete(endpoint, request), cancel).ConfigureAwait(false);
        try
        {
            using var question = HttpRequest(endpoint, complete);
            using var response = await http
                .SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            return await ReadAnswerAsync(endpoint, complete, response, sink, cancel).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw Transport(endpoint, e.Message, MayHaveBeenReceived(e), e);
        }
        catch (IOException e)
        {
            throw Transport(endpoint, e.Message, true, e);
        }
        catch (SoapFaultException e)
        {
            // Thrown by our reader: the answer is unacceptable. Our own caller is not to blame for it.
            throw Transport(endpoint, $"the answer is unacceptable: {e.Reason}", true, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw Transport(endpoint, "no answer within the time allowed", true, e);
        }
    }

    /// <summary>
    /// Sends a message that has no answer of its own, such as the answer of an asynchronous exchange; returns when the
    /// peer has taken it.
    /// </summary>
    /// <exception cref="SoapTransportException">It has not, or did not say so.</exception>
    public async Task SendAsync(Uri endpoint, OutgoingMessage message, CancellationToken cancel)
    {
        try
        {
            var complete = await ProtectAsync(message with { IsRequest = true }, cancel).ConfigureAwait(false);
            using var request = HttpRequest(endpoint, complete);
            using var response = await http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw Transport(endpoint, $"the answer is HTTP status {(int)response.StatusCode}", true, null);
            }
        }
        catch (HttpRequestException e)
        {
            throw Transport(endpoint, e.Message, MayHaveBeenReceived(e), e);
        }
        catch (IOException e)
        {
            throw Transport(endpoint, e.Message, true, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw Transport(endpoint, "no answer within the time allowed", true, e);
        }
    }

    private async Task<SoapMessage> ReadAnswerAsync(
        Uri endpoint, OutgoingMessage request, HttpResponseMessage response, IAttachmentSink? sink,
        CancellationToken cancel)
    {
        // Faults come with 400 or 500; everything else that is not 200 has no envelope to tell of.
        var isFaultStatus = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.InternalServerError;
        // Read as it was sent: some stacks do not quote what the framework wants quoted.
        var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var value)
            ? value.ToString()
            : null;
        if (response.StatusCode != HttpStatusCode.OK && !(isFaultStatus && type is not null))
        {
            throw Transport(endpoint, $"the answer is HTTP status {(int)response.StatusCode}", true, null);
        }

        var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        var body = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes));
        try
        {
            var reader = new SoapMessageReader(type, body, limits);
            return await ReadAnswerAsync(endpoint, request, reader, sink, cancel).ConfigureAwait(false);
        }
        finally
        {
            await body.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task<OutgoingMessage> ProtectAsync(OutgoingMessage message, CancellationToken cancel) =>
        security is null ? message : await security.Protect(message, cancel).ConfigureAwait(false);

    private async Task<SoapMessage> ReadAnswerAsync(
        Uri endpoint, OutgoingMessage request, SoapMessageReader reader, IAttachmentSink? sink,
        CancellationToken cancel)
    {
        var answer = await reader.ReadEnvelopeAsync(sink, cancel).ConfigureAwait(false);
        try
        {
            Check(endpoint, request, answer);
            await reader.ReadAttachmentsAsync(sink, cancel).ConfigureAwait(false);
            if (security is not null)
            {
                await security.Check(request, answer, sink, cancel).ConfigureAwait(false);
            }

            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static void Check(Uri endpoint, OutgoingMessage request, SoapMessage answer)
    {
        if (answer.Fault is not null)
        {
            throw new SoapFaultReceivedException(answer.Fault);
        }

        var (asked, related) = (request.Addressing.MessageId, answer.Addressing.RelatesTo);
        if (asked != related)
        {
            var problem = $"wsa:RelatesTo of the answer is {EchoedText.Quote(related)}";
            throw Transport(endpoint, $"{problem}, expected: {EchoedText.Quote(asked)}", true, null);
        }

        if (answer.Form != request.Form)
        {
            throw Transport(endpoint, $"the question was {request.Form}, the answer is {answer.Form}", true, null);
        }
    }

    private static OutgoingMessage Complete(Uri endpoint, OutgoingMessage request) => request with
    {
        IsRequest = true,
        Addressing = request.Addressing with
        {
            MessageId = request.Addressing.MessageId ?? AddressingHeaders.NewMessageId(),
            To = request.Addressing.To ?? endpoint.OriginalString,
            ReplyTo = request.Addressing.ReplyTo ?? WsAddressing.Anonymous,
        },
    };

    private HttpRequestMessage HttpRequest(Uri endpoint, OutgoingMessage message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new SoapContent(message),
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        if (message.Form.Version == SoapVersion.Soap11)
        {
            request.Headers.TryAddWithoutValidation("SOAPAction", $"\"{message.Addressing.Action}\"");
        }

        if (message.TraceParent is not null)
        {
            request.Headers.TryAddWithoutValidation("traceparent", message.TraceParent);
        }

        if (message.AcceptLanguage is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", message.AcceptLanguage);
        }

        return request;
    }

    private static bool MayHaveBeenReceived(HttpRequestException e) => e.HttpRequestError is not (
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    private static SoapTransportException Transport(
        Uri endpoint, string problem, bool mayHaveBeenReceived, Exception? cause) =>
        new($"{endpoint}: {problem}", mayHaveBeenReceived, cause);
}
