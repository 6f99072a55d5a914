using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using XdsDmp.Hosting.Asynchronous;
using XdsDmp.Hosting.Descriptions;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Hosting.Telemetry;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Messages;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>HTTP in and out of one SOAP service, its size limits, and the only general <c>catch</c>.</summary>
internal sealed class SoapEndpoint(
    SoapService service, TransactionPipeline pipeline, AsynchronousExchange asynchronous, ExchangeAudit audit,
    NodeMessages messages, ServiceDescription description, SystemPermission permission, Language language,
    RequestWatch requests, ILogger logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method))
        {
            await AnswerAsync(http);
        }
        else if (HttpMethods.IsGet(http.Request.Method))
        {
            await description.WriteAsync(http);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = "GET, POST";
        }
    }

    // 1. what HTTP itself rules out 2. envelope 3. pipeline 4. answer, in the form that was asked; a fault if 2 or 3
    // refuse. An asynchronous exchange parts from this way before 3.
    private async Task AnswerAsync(HttpContext http)
    {
        using var observed = requests.Begin(http);
        var asked = new Asked(observed);
        try
        {
            HttpRules.Check(http.Request);
            http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize =
                service.Limits.MaxTotalBytes + RequestRemainder.MaxBytes;
            await ExchangeAsync(http, asked);
        }
        catch (SoapFaultException fault)
        {
            await WriteFaultAsync(http, asked, fault);
        }
        catch (XmlException malformed)
        {
            await WriteFaultAsync(http, asked,
                SoapFaults.Sender($"the message is not acceptable XML: {malformed.Message}", malformed));
        }
        catch (BadHttpRequestException bad)
        {
            observed.Outcome = "Fault";
            http.Response.StatusCode = bad.StatusCode;
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested)
        {
            observed.Outcome = "Aborted";
            logger.LogInformation("{Exchange}: the caller went away ({Reason})", http.TraceIdentifier,
                gone.GetType().Name);
        }
        catch (StoreFullException full)
        {
            logger.LogError("{Exchange} failed: {Reason}", http.TraceIdentifier, full.Message);
            await WriteFaultAsync(http, asked, SoapFaults.Receiver(
                "this service has no room left, not even for its audit trail; nothing was changed; repeat this later"));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogError(failure, "{Exchange} failed", http.TraceIdentifier);
            await WriteFaultAsync(http, asked, SoapFaults.Receiver(
                $"this service failed; the operator finds the cause under {http.TraceIdentifier}"));
            observed.Outcome = "Error";
        }
    }

    private async Task ExchangeAsync(HttpContext http, Asked asked)
    {
        var attachments = service.NewAttachmentSink?.Invoke();
        await using var cleanUp = attachments as IAsyncDisposable;
        var reader = asked.Reader = new SoapMessageReader(
            http.Request.ContentType, http.Request.BodyReader, service.Limits);
        using var request = await reader.ReadEnvelopeAsync(attachments, http.RequestAborted);
        asked.MessageId = request.Addressing.MessageId;
        var caller = permission.CallerOf(http);
        asked.Observed.Caller = caller.System?.Name ?? caller.Subject;
        var context = audit.ContextOf(caller, request.Addressing.ReplyTo);
        var exchange = new SoapExchange(reader, request, caller, context, attachments)
        {
            IsDryRun = DryRun.IsAsked(http.Request),
            Language = Languages.Accepted(http.Request.Headers.AcceptLanguage) ?? language,
        };
        var operation = pipeline.Dispatch(request);
        asked.Observed.Transaction = operation.Id.Number;
        permission.Demand(caller, operation);
        await pipeline.AuthenticateAsync(operation, exchange, http.TraceIdentifier);
        asked.Signature = exchange.Signature;
        if (exchange.IsDryRun)
        {
            DryRun.Check(operation);
            DryRun.Confirm(http.Response);
        }

        if (asynchronous.AddressesOf(operation, request.Addressing) is { } elsewhere)
        {
            asked.Observed.Outcome = "Accepted";
            await asynchronous.AcceptAsync(http, operation, exchange, elsewhere);
            return;
        }

        var reply = await pipeline.AnswerAsync(operation, exchange, http.TraceIdentifier, http.RequestAborted);
        asked.Observed.Codes = reply.ErrorCodes;
        asked.Observed.Outcome = $"{reply.Response.Status}";
        var addressing = new AddressingHeaders { Action = operation.Id.ReplyAction, RelatesTo = asked.MessageId };
        await WriteAsync(http, asked, reply.ToMessage(asked.Form, addressing) with
        {
            ReferenceParameters = request.Addressing.ReplyToParameters,
        });
    }

    private async Task WriteFaultAsync(HttpContext http, Asked asked, SoapFaultException fault)
    {
        asked.Observed.Outcome = "Fault";
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        await RequestRemainder.DiscardAsync(http);
        http.Response.StatusCode = SoapFaultWriter.HttpStatus(fault.Fault, asked.Form.Version);
        await WriteAsync(http, asked, SoapFaultWriter.Answer(fault.Fault, asked.Form, asked.MessageId));
    }

    private async Task WriteAsync(HttpContext http, Asked asked, OutgoingMessage message)
    {
        var writer = new SoapWriter(await messages.ProtectAsync(message, asked.Signature, http.RequestAborted));
        http.Response.ContentType = writer.ContentType;
        http.Response.ContentLength = writer.Length;
        var body = new CountingPipeWriter(http.Response.BodyWriter);
        try
        {
            await writer.WriteAsync(body, http.RequestAborted);
        }
        finally
        {
            asked.Observed.OctetsOut = body.Octets;
        }
    }

    /// <summary>What is known of the request so far: an answer takes its form, a fault too.</summary>
    private sealed class Asked(ObservedRequest observed)
    {
        public ObservedRequest Observed => observed;

        public SoapMessageReader? Reader { get; set; }

        public SoapForm Form => Reader?.Form ?? SoapForm.Default;

        public string? MessageId { get; set; }

        public VerifiedMessage? Signature { get; set; }
    }
}
