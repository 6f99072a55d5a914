using System.Xml;
using Microsoft.Extensions.Logging;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting.Callers;
using XdsDmp.Hosting.Descriptions;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// What happens to every message, whatever its transaction: addressing, signature and assertion, transaction, audit,
/// in that order. Audit runs on failure too.
/// </summary>
internal sealed class TransactionPipeline(
    SoapService service, MessageGate gate, AuditTrail audit, SecurityAlerts alerts, ILogger logger)
{
    /// <summary>Finds out who signed the message and on whose behalf it comes; nothing is done before.</summary>
    /// <param name="operation">What the message asks for.</param>
    /// <param name="exchange">Takes what was found.</param>
    /// <param name="exchangeId">For the log.</param>
    /// <param name="acceptedAt">For a message that was accepted then, and kept; null: it is new.</param>
    /// <exception cref="SoapFaultException">The message is not trusted.</exception>
    public async Task AuthenticateAsync(
        SoapOperation operation, SoapExchange exchange, string exchangeId, DateTimeOffset? acceptedAt = null)
    {
        try
        {
            await gate.CheckAsync(exchange, operation.Id, service.Limits.Xml, acceptedAt);
            if (acceptedAt is null && EmergencyAccess.Of(operation.Id, exchange) is { } emergency)
            {
                await audit.AppendAsync([emergency]);
            }

            foreach (var remark in exchange.Assertion?.Remarks ?? [])
            {
                logger.LogWarning("{Exchange}: {Transaction} of {Caller}, not refused: {Remark}",
                    exchangeId, operation.Id.Number, exchange.Caller.Subject, remark);
            }
        }
        catch (UntrustedMessageException untrusted)
        {
            throw await RefuseAsync(operation.Id, operation.Begin(exchange), exchange, untrusted, exchangeId);
        }
        catch (StoreBusyException)
        {
            throw SoapFaults.Receiver("too many requests are waiting; repeat this one later");
        }
    }

    // 1. run the transaction 2. make the audit messages durable 3. hand the answer out
    public async Task<SoapReply> AnswerAsync(
        SoapOperation operation, SoapExchange exchange, string exchangeId, CancellationToken cancel)
    {
        var transaction = operation.Begin(exchange);
        var reply = await RunAsync(operation.Id, transaction, exchange, exchangeId, cancel);
        if (!reply.IsAudited)
        {
            await audit.AppendAsync(transaction.Audit(reply.Result));
        }

        return reply;
    }

    /// <summary>Finds the transaction by wsa:Action and compares the Body with it.</summary>
    /// <exception cref="SoapFaultException">The message is none of this service's.</exception>
    public SoapOperation Dispatch(SoapMessage request)
    {
        var action = request.Addressing.Action
            ?? throw SoapFaults.AddressingHeaderRequired("Action");
        var first = service.Find(action)
            ?? throw SoapFaults.ActionNotSupported(action, service.Transactions.Select(t => t.Id.Action).Distinct());
        var expected = first.Id.RequestElement;
        if (request.BodyName != expected.LocalName || request.BodyNamespace != expected.Namespace)
        {
            throw SoapFaults.Sender(
                $"the Body holds {new XmlName(request.BodyNamespace, request.BodyName)}; "
                + $"{first.Id.Number} expects {expected}");
        }

        CheckSchema(request);
        return service.Find(action, request) ?? throw SoapFaults.Sender(
            "the message does not say which transaction it is: its reasonCode is missing or unknown; "
            + $"with this action there are {Names(action)}");
    }

    private string Names(string action) => string.Join(
        ", ", service.Transactions.Where(t => t.Id.Action == action).Select(t => $"{t.Id.Number} ({t.Id.Name})"));

    private void CheckSchema(SoapMessage request)
    {
        if (!service.ValidateSchema)
        {
            return;
        }

        using var body = request.ReadBody();
        if (SchemaCheck.Errors(body) is { Count: > 0 } errors)
        {
            throw SoapFaults.Sender($"the Body is not valid: {string.Join("; ", errors)}");
        }
    }

    /// <summary>
    /// A message that turns out to be unacceptable is a fault, audited as a failure of its transaction; anything else
    /// that is thrown is our own failure, answered in the transaction's form.
    /// </summary>
    private async Task<SoapReply> RunAsync(
        TransactionId id, ITransaction transaction, SoapExchange exchange, string exchangeId, CancellationToken cancel)
    {
        try
        {
            await exchange.CompleteSignatureAsync(cancel);
            return await transaction.AnswerAsync(cancel);
        }
        catch (UntrustedMessageException untrusted)
        {
            throw await RefuseAsync(id, transaction, exchange, untrusted, exchangeId);
        }
        catch (Exception unacceptable) when (
            unacceptable is SoapFaultException or XmlException or OperationCanceledException)
        {
            var reason = unacceptable switch
            {
                OperationCanceledException => "the caller went away",
                SoapFaultException { Subcode: { Namespace: "" } ownCode } => ownCode.Name,
                _ => "the message is unacceptable",
            };
            await audit.AppendAsync(transaction.Audit(TransactionResult.Failure(EventOutcome.MinorFailure, reason)));
            throw;
        }
        catch (StoreBusyException busy)
        {
            return transaction.Failed(RegistryFailure.Of(busy, exchangeId));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogError(failure, "{Exchange}: {Transaction} failed", exchangeId, id.Number);
            return transaction.Failed(RegistryFailure.Of(failure, exchangeId));
        }
    }

    /// <summary>
    /// A failure of the transaction, and an alert; the caller learns no more than the kind of trouble.
    /// </summary>
    private async Task<SoapFaultException> RefuseAsync(
        TransactionId id, ITransaction transaction, SoapExchange exchange, UntrustedMessageException untrusted,
        string exchangeId)
    {
        var reason = $"{untrusted.Kind}: {untrusted.Message}";
        alerts.TellRefused(exchange.Caller.ToPeer(), $"{exchangeId}: {id.Number} refused: {reason}");
        await audit.AppendAsync(transaction.Audit(TransactionResult.Failure(EventOutcome.MinorFailure, reason)));
        return SecurityFaults.Of(untrusted);
    }
}
