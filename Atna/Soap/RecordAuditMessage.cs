using System.Buffers;
using XdsDmp.Atna.Reception;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Soap;

/// <summary>
/// RecordAuditMessage: audit messages of any dialect, with or without syslog header, become records, all of the request
/// or none; the answer has their numbers, and leaves when they are durable.
/// </summary>
internal sealed class RecordAuditMessage(SoapExchange exchange, SecureNode node) : ITransaction
{
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        var messages = RecordedMessages.Read(exchange.Request.Envelope);
        var batch = Sender.Of(exchange.Caller).Sent(messages, node.Clock.GetUtcNow());
        var last = await node.Writer.WriteAsync(session => AuditRecordStore.Append(session, batch));
        return new SoapReply(RegistryResponse.Success, Answer(last.Sequence - messages.Count + 1, messages.Count))
        {
            // Its records tell about themselves.
            IsAudited = true,
        };
    }

    public SoapReply Failed(RegistryFailure failure) => throw SoapFaults.Receiver(
        failure.IsBusy
            ? "the store is busy; nothing was recorded; repeat the request later"
            : $"nothing was recorded; the operator finds the cause under {failure.ExchangeId}");

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => [];

    private static ReadOnlyMemory<byte> Answer(long first, int count)
    {
        var body = new ArrayBufferWriter<byte>();
        var xml = new Utf8XmlWriter(body)
            .Start("RecordAuditMessageResponse"u8)
            .Attribute("xmlns"u8, AuditOperations.Namespace);
        for (var i = 0; i < count; i++)
        {
            xml.Start("Record"u8).Attribute("number"u8, $"{first + i}").End("Record"u8);
        }

        xml.End("RecordAuditMessageResponse"u8);
        return body.WrittenMemory;
    }
}
