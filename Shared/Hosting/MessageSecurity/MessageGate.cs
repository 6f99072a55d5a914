using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>
/// Finds out who signed a message and on whose behalf it comes, before anything is done for it. What it finds it leaves
/// with the exchange.
/// </summary>
internal sealed class MessageGate(
    SecurityOptions options, MessageVerifier signatures, AssertionGate assertions, ReplayGuard replays,
    TimeProvider clock)
{
    // 1. what must be there is  2. signature  3. assertion  4. never seen before
    /// <param name="exchange">Takes what is found.</param>
    /// <param name="id">What the message asks for.</param>
    /// <param name="limits">What its envelope may cost.</param>
    /// <param name="acceptedAt">For a message that was accepted then, and kept; null: it has just come.</param>
    /// <exception cref="UntrustedMessageException">The message is not to be trusted; says why, for the log.</exception>
    public async Task CheckAsync(SoapExchange exchange, TransactionId id, XmlLimits limits, DateTimeOffset? acceptedAt)
    {
        var now = acceptedAt ?? clock.GetUtcNow();
        var envelope = Read(exchange.Request, limits);
        if (envelope is null && options.MessageSignature == Requirement.Required)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "there is no wsse:Security");
        }

        CheckSignature(exchange, envelope, now);
        assertions.Check(exchange, envelope, id);
        if (exchange.Signature is not null && acceptedAt is null)
        {
            await replays.RefuseAsync(exchange, id, now);
        }
    }

    /// <summary>Null when there is nothing to look at.</summary>
    private SecuredEnvelope? Read(SoapMessage request, XmlLimits limits)
    {
        if (!request.HasSecurity)
        {
            return null;
        }

        if (options.MessageSignature != Requirement.Off || !assertions.IsOff)
        {
            return SecuredEnvelope.Read(request.Envelope, limits);
        }

        return request.InsistsOnSecurity
            ? throw SoapFaults.MustUnderstand([new("Security", WssNames.Security)], request.Addressing.MessageId)
            : null;
    }

    private void CheckSignature(SoapExchange exchange, SecuredEnvelope? envelope, DateTimeOffset now)
    {
        if (envelope is null || options.MessageSignature == Requirement.Off)
        {
            return;
        }

        exchange.Signature = signatures.Verify(envelope, now);
        if (exchange.Signature is null && options.MessageSignature == Requirement.Required)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "the message is not signed");
        }
    }
}
