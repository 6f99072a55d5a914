using System.Collections.Concurrent;
using System.Xml;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Hosting.Asynchronous;

/// <summary>
/// A request whose answer goes elsewhere (WS-Addressing, ITI TF-2 Appendix V): status 202 promises that the answer will
/// come, so the promise is on disk before it is given.
/// </summary>
internal sealed class AsynchronousExchange(
    TransactionPipeline pipeline, SecureNode node, OwedAnswers owedAnswers, ReplyAddressList allowed,
    Action wakeDelivery)
{
    /// <summary>Promises whose transaction this process is working on.</summary>
    private readonly ConcurrentDictionary<long, bool> _atWork = [];

    private static readonly TimeSpan LongestAct = TimeSpan.FromMinutes(15);

    /// <summary>Null for a synchronous exchange.</summary>
    /// <exception cref="SoapFaultException">The client wants the answer where it does not go.</exception>
    public ReplyAddresses? AddressesOf(SoapOperation operation, AddressingHeaders asked) =>
        ReplyAddresses.Of(operation, asked, allowed);

    // 1. the whole message  2. the promise, durable: a question is kept with it, an act is not  3. status 202  4. an
    // act is done at once, on the connection's own turn, so that connections bound what is at work; its answer is kept
    public async Task AcceptAsync(
        HttpContext http, SoapOperation operation, SoapExchange exchange, ReplyAddresses to)
    {
        await ReceiveAsync(http, exchange);
        var owed = Owed(operation, exchange, to);
        if (await PromiseAsync(owed) is not { } id)
        {
            throw SoapFaults.Receiver(
                $"{node.Async.MaxWaiting} asynchronous answers are waiting to be delivered; repeat the request later");
        }

        try
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            http.Response.ContentLength = 0;
            await http.Response.CompleteAsync();
        }
        finally
        {
            if (owed.Question is null)
            {
                await DoAsync(id, operation, exchange, to, http.TraceIdentifier);
            }

            wakeDelivery();
        }
    }

    /// <summary>
    /// Promises that nobody is working on: a crash lost their answers. The client is told, because only it can find out
    /// what became of the act, or repeat it. What this instance does not work on another one may: it is given the time
    /// that no act takes.
    /// </summary>
    public async Task SettleInterruptedAsync()
    {
        var now = node.Clock.GetUtcNow();
        foreach (var id in owedAnswers.AtWork().Where(id => !_atWork.ContainsKey(id)))
        {
            if (owedAnswers.Find(id) is { Answer: null } owed
                && (!node.Database.IsShared || now - owed.AcceptedAt > LongestAct))
            {
                node.Logger.LogWarning("The asynchronous exchange {Id} was interrupted; its client is told", id);
                await KeepAsync(id, LaterAnswer.Fault(
                    SoapFaults.Receiver(
                        "this service was interrupted before the answer was on disk: the request may have been carried "
                        + "out or not; query the registry, or repeat the request"),
                    FormOf(owed), owed.QuestionId, owed.FaultTo));
            }
        }
    }

    public static SoapForm FormOf(OwedAnswer owed) =>
        new(owed.IsSoap11 ? SoapVersion.Soap11 : SoapVersion.Soap12, owed.IsMtom);

    /// <summary>
    /// A message that breaks off is refused on its own connection. Any other trouble with its documents is for the
    /// transaction to answer, which meets it again.
    /// </summary>
    private static async Task ReceiveAsync(HttpContext http, SoapExchange exchange)
    {
        try
        {
            await exchange.ReceiveAttachmentsAsync(http.RequestAborted);
        }
        catch (Exception trouble) when (!IsBroken(trouble) && !http.RequestAborted.IsCancellationRequested)
        {
            await RequestRemainder.DiscardAsync(http);
        }
    }

    private static bool IsBroken(Exception trouble) => trouble is SoapFaultException or XmlException
        or BadHttpRequestException or ConnectionResetException or OperationCanceledException or OutOfMemoryException;

    private OwedAnswer Owed(SoapOperation operation, SoapExchange exchange, ReplyAddresses to) => new()
    {
        AcceptedAt = node.Clock.GetUtcNow(),
        Action = operation.Id.Action,
        QuestionId = exchange.Request.Addressing.MessageId!,
        AnswerId = AddressingHeaders.NewMessageId(),
        IsSoap11 = exchange.Request.Form.Version == SoapVersion.Soap11,
        IsMtom = exchange.Request.Form.IsMtom,
        ReplyTo = to.ReplyTo,
        FaultTo = to.FaultTo,
        CallerCertificate = exchange.Caller.CertificateSha256,
        CallerSubject = exchange.Caller.Subject,
        CallerAddress = exchange.Caller.Address.ToString(),
        CallerSystem = exchange.Caller.System?.Name ?? "",
        Question = AsynchronousTransactions.IsQuestion(operation.Id) ? exchange.Request.Envelope.ToArray() : null,
    };

    private async Task<long?> PromiseAsync(OwedAnswer owed)
    {
        try
        {
            return await node.Writer.WriteAsync(session =>
            {
                var id = OwedAnswers.Add(session, owed, node.Async.MaxWaiting);
                if (id is not null && owed.Question is null)
                {
                    _atWork.TryAdd(id.Value, true);
                }

                return id;
            });
        }
        catch (StoreBusyException)
        {
            throw SoapFaults.Receiver("too many requests are waiting; repeat this one later");
        }
    }

    private async Task DoAsync(
        long id, SoapOperation operation, SoapExchange exchange, ReplyAddresses to, string exchangeId)
    {
        try
        {
            await KeepAsync(id, await LaterAnswer.MakeAsync(pipeline, operation, exchange, to, exchangeId));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            node.Logger.LogError(
                failure, "{Exchange}: the asynchronous answer of {Transaction} could not be kept", exchangeId,
                operation.Id.Number);
        }
        finally
        {
            _atWork.TryRemove(id, out _);
        }
    }

    private Task KeepAsync(long id, LaterAnswer answer) => node.Writer.WriteAsync(session =>
    {
        if (answer.Address.Uri == WsAddressing.None)
        {
            OwedAnswers.Remove(session, id);
            return;
        }

        OwedAnswers.Keep(
            session, id, answer.Address, answer.Message.Addressing.Action!, answer.Message.Body.ToArray(),
            node.Clock.GetUtcNow());
    });
}
