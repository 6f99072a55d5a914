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
internal static class Retransmission
{
    /// <summary>Null for a message without MessageID, which cannot be recognised.</summary>
    public static ExchangeKey? KeyOf(SoapExchange exchange, IEnumerable<ReceivedDocument> documents)
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

        return new ExchangeKey(exchange.Caller.CertificateSha256, messageId, digest.GetHashAndReset());
    }

    /// <summary>The answer that was given before; null when there was none.</summary>
    public static SoapReply? FindAnswer(RepositoryNode repository, ExchangeKey exchange) =>
        repository.Readers.Read(session => ExchangeStore.FindAnswer(
            session, exchange, WindowOf(repository))) is { } answer
            ? new SoapReply(RegistryResponse.Success, answer)
            : null;

    /// <summary>Answers from before that time are forgotten.</summary>
    public static long WindowOf(RepositoryNode repository) =>
        repository.Now - (repository.Options.RetransmissionWindowMinutes * 60L);

    /// <summary>Kept together with what it tells about.</summary>
    public static void Keep(WriteSession session, ExchangeKey? exchange, SoapReply reply, long now)
    {
        if (exchange is not null)
        {
            ExchangeStore.Add(session, exchange, reply.Body.ToArray(), now);
        }
    }
}
