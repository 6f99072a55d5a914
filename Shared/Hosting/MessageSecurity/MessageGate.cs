using System.Security.Cryptography;
using System.Text;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Xml;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>
/// Finds out who signed a message and on whose behalf it comes, before anything is done for it. What it finds it leaves
/// with the exchange.
/// </summary>
internal sealed class MessageGate(
    SecurityOptions options, MessageVerifier signatures, SeenMessages seen, TimeProvider clock)
{
    private bool IsOff => options is
    {
        MessageSignature: Requirement.Off, Vihf: Requirement.Off, Xua: Requirement.Off,
    };

    // 1. what must be there is  2. signature  3. assertion  4. never seen before
    /// <exception cref="UntrustedMessageException">The message is not to be trusted; says why, for the log.</exception>
    public async Task CheckAsync(SoapExchange exchange, TransactionId id, XmlLimits limits)
    {
        if (Read(exchange.Request, limits) is not { } envelope)
        {
            return;
        }

        var now = clock.GetUtcNow();
        Check(exchange, envelope, now);
        if (exchange.Signature is { } signature)
        {
            await RefuseReplayAsync(exchange, id, signature, now);
        }
    }

    /// <summary>A message that was accepted before, and kept: judged by the time at which it came.</summary>
    public void CheckAgain(SoapExchange exchange, XmlLimits limits, DateTimeOffset acceptedAt)
    {
        if (Read(exchange.Request, limits) is { } envelope)
        {
            Check(exchange, envelope, acceptedAt);
        }
    }

    /// <summary>Null when there is nothing to look at, and need not be.</summary>
    private SecuredEnvelope? Read(SoapMessage request, XmlLimits limits)
    {
        if (!request.HasSecurity)
        {
            RequireNothing();
            return null;
        }

        if (!IsOff)
        {
            return SecuredEnvelope.Read(request.Envelope, limits);
        }

        return request.InsistsOnSecurity
            ? throw SoapFaults.MustUnderstand([new("Security", WssNames.Security)], request.Addressing.MessageId)
            : null;
    }

    private void RequireNothing()
    {
        if (options.MessageSignature == Requirement.Required || options.Vihf == Requirement.Required
            || options.Xua == Requirement.Required)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "there is no wsse:Security");
        }
    }

    private void Check(SoapExchange exchange, SecuredEnvelope envelope, DateTimeOffset now)
    {
        if (options.MessageSignature != Requirement.Off)
        {
            exchange.Signature = signatures.Verify(envelope, now);
            if (exchange.Signature is null && options.MessageSignature == Requirement.Required)
            {
                throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "the message is not signed");
            }
        }
    }

    /// <summary>
    /// A message is accepted once. The one exception repeats nothing: a submission that its own sender sends again gets
    /// the first answer again (ITI-41).
    /// </summary>
    private async Task RefuseReplayAsync(
        SoapExchange exchange, TransactionId id, VerifiedMessage signature, DateTimeOffset now)
    {
        if (exchange.Request.Addressing.MessageId is not { } messageId)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "a signed message needs a wsa:MessageID");
        }

        var message = new SeenMessage(
            Half(signature.Signer.RawData, Encoding.UTF8.GetBytes(messageId)),
            Half(exchange.Caller.CertificateSha256, [.. signature.SignatureValues.SelectMany(value => value)]),
            signature.Timestamp.Until);
        var before = await seen.NoteAsync(message, now);
        if (before == SeenBefore.Another || (before == SeenBefore.Same && id != TransactionId.Iti41))
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, "the message was received before: a replay");
        }
    }

    private static byte[] Half(byte[] first, byte[] second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset()[..16];
    }
}
