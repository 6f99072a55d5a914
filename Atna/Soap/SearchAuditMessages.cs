using System.Buffers;
using System.Text;
using System.Xml;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Soap;

/// <summary>
/// SearchAuditMessages: records as they came, newest first, page by page. For auditors only; each search leaves a
/// record (Audit Log Used).
/// </summary>
internal sealed class SearchAuditMessages(SoapExchange exchange, SecureNode node, Auditors auditors, Uri root)
    : ITransaction
{
    /// <summary>Octets of messages in one answer; the page ends where they are reached.</summary>
    private const long MaxAnswerBytes = 8L * 1024 * 1024;

    private static readonly CodedValue EventType = new(
        AuditOperations.Search.Number, AuditOperations.Namespace, AuditOperations.Search.Name);

    private byte[] _request = [];

    // 1. who asks  2. what  3. the records of one page, as of the time of the first page
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        using (var wire = exchange.Request.ReadBody())
        {
            _request = Encoding.UTF8.GetBytes(wire.ReadOuterXml());
        }

        if (!auditors.MayRead(exchange.Caller, TransactionNumber.Iti81))
        {
            throw SystemPermission.Refusal(AuditOperations.Search.Number);
        }

        using var body = exchange.Request.ReadBody();
        var filter = SearchFilterReader.Read(body);
        filter = filter with { ReceivedBefore = filter.ReceivedBefore ?? node.Clock.GetUtcNow() };
        try
        {
            return new SoapReply(RegistryResponse.Success, node.Readers.Read(session => Answer(session, filter)));
        }
        catch (TooBroadException broad)
        {
            throw SoapFaults.Sender(broad.Message, broad);
        }
    }

    public SoapReply Failed(RegistryFailure failure) => throw SoapFaults.Receiver(
        $"the search failed; the operator finds the cause under {failure.ExchangeId}");

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
    [
        AuditLogUsedEvent.Build(
            node.Audit.Node, node.Audit.Now,
            [new LogReader(exchange.Caller.Subject, Address: exchange.Caller.Address.ToString())],
            new Uri(root, AuditOperations.Path).AbsoluteUri, new LogSearch(EventType, _request), result.Outcomes[0]),
    ];

    private static ReadOnlyMemory<byte> Answer(ReadSession session, AuditFilter filter)
    {
        // One more than asked for tells whether there is a next page.
        var found = AuditSearch.Find(session, filter with { Limit = filter.Limit + 1 }).ToList();
        var records = new List<ChainedMessage>();
        long bytes = 0;
        foreach (var sequence in found.Take(filter.Limit))
        {
            if (bytes >= MaxAnswerBytes)
            {
                break;
            }

            if (AuditRecordReader.Find(session, sequence) is { } record)
            {
                records.Add(record);
                bytes += record.Message.Raw.Length;
            }
        }

        var isLast = records.Count == found.Count;
        return Write(records, filter, isLast ? null : filter.Offset + records.Count);
    }

    private static ReadOnlyMemory<byte> Write(List<ChainedMessage> records, AuditFilter filter, int? nextOffset)
    {
        var body = new ArrayBufferWriter<byte>();
        var xml = new Utf8XmlWriter(body)
            .Start("SearchAuditMessagesResponse"u8)
            .Attribute("xmlns"u8, AuditOperations.Namespace)
            .Attribute("receivedBefore"u8, XmlConvert.ToString(filter.ReceivedBefore!.Value.UtcDateTime,
                XmlDateTimeSerializationMode.Utc))
            .Attribute("nextOffset"u8, nextOffset?.ToString());
        foreach (var record in records)
        {
            var message = record.Message;
            xml.Start("Record"u8)
                .Attribute("number"u8, $"{record.Sequence}")
                .Attribute("receivedAt"u8, XmlConvert.ToString(
                    message.ReceivedAt.UtcDateTime, XmlDateTimeSerializationMode.Utc))
                .Attribute("transport"u8, message.Transport)
                .Attribute("peer"u8, message.Peer)
                .Attribute("peerCertificate"u8, message.PeerCertificate)
                .Element("Message"u8, Convert.ToBase64String(message.Raw))
                .End("Record"u8);
        }

        xml.End("SearchAuditMessagesResponse"u8);
        return body.WrittenMemory;
    }
}
