using System.Security.Cryptography;
using System.Text;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Submissions;

/// <summary>
/// The same message again: same sender, same MessageID, same content. It gets the first answer, so that a client whose
/// connection broke may simply repeat itself.
/// </summary>
internal sealed class Retransmission
{
    private readonly byte[] _sender;
    private readonly string _messageId;
    private readonly byte[] _digest;

    private Retransmission(byte[] sender, string messageId, byte[] digest)
    {
        _sender = sender;
        _messageId = messageId;
        _digest = digest;
    }

    /// <summary>Null for a message without MessageID, which cannot be recognised.</summary>
    public static Retransmission? Of(SoapExchange exchange, IEnumerable<ReceivedDocument> documents)
    {
        if (exchange.Request.Addressing.MessageId is not { } messageId)
        {
            return null;
        }

        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(exchange.Request.Envelope.Span);
        foreach (var document in documents)
        {
            digest.AppendData(Encoding.UTF8.GetBytes(document.UniqueId));
            digest.AppendData(document.Content.Sha256);
        }

        return new Retransmission(exchange.Caller.CertificateSha256, messageId, digest.GetHashAndReset());
    }

    /// <summary>The answer that was given before; null when there was none.</summary>
    public SoapReply? FindAnswer(RepositoryNode repository) =>
        repository.Readers.Read(session =>
            ExchangeStore.FindAnswer(session, _sender, _messageId, _digest)) is { } answer
            ? new SoapReply(RegistryResponse.Success, answer)
            : null;

    /// <summary>Kept together with what it tells about.</summary>
    public void Keep(WriteSession session, SoapReply reply, long now) =>
        ExchangeStore.Add(session, _sender, _messageId, _digest, reply.Body.ToArray(), now);
}
