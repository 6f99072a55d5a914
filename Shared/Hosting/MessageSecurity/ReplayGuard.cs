using System.Security.Cryptography;
using System.Text;
using XdsDmp.Security.Signatures;
using XdsDmp.Sql;

namespace XdsDmp.Hosting.MessageSecurity;

/// <summary>
/// A signed message is accepted once (WSS 1.1 §10). The one exception repeats nothing: a submission that its own sender
/// sends again gets the first answer again (ITI-41).
/// </summary>
internal sealed class ReplayGuard(SeenMessages seen)
{
    /// <exception cref="UntrustedMessageException">It was received before.</exception>
    public async Task RefuseAsync(SoapExchange exchange, TransactionId id, DateTimeOffset now)
    {
        var signature = exchange.Signature!;
        if (exchange.Request.Addressing.MessageId is not { } messageId)
        {
            throw new UntrustedMessageException(
                SecurityFault.InvalidSecurity, "a signed message needs a wsa:MessageID");
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
