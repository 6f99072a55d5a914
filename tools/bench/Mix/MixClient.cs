using System.Buffers;
using System.Text;
using XdsDmp.Bench.Load;
using XdsDmp.Bench.Samples;
using XdsDmp.Bench.Servers;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.Bench.Mix;

/// <summary>Submits a document and gets it back.</summary>
internal sealed class MixClient(Workplace workplace, Uri repository) : IDisposable
{
    private readonly HttpClient _http = new(MutualTlsHandler.Create(workplace.ClientTls))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly OutgoingMessage _provide = Requests.Provide(1024);

    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task SubmitAsync(MixDocument document)
    {
        using var answer = await Soap().CallAsync(
            repository, Addressed(_provide, TransactionId.Iti41) with
            {
                Body = Encoding.UTF8.GetBytes(Of(document, Encoding.UTF8.GetString(_provide.Body.Span))),
                Attachments = [new OutgoingAttachment("document@bench", "text/xml", document.WriteAsync)],
            },
            null, CancellationToken.None);
        using var body = answer.ReadBody();
        Demand(RegistryResponseReader.Read(body));
    }

    /// <exception cref="InvalidOperationException">It was refused, or is another document.</exception>
    public async Task RetrieveAsync(MixDocument document)
    {
        var body = new ArrayBufferWriter<byte>();
        RetrieveDocumentSetRequestWriter.Write(new Utf8XmlWriter(body),
        [
            new DocumentRequest(Workplace.RepositoryUniqueId, Of(document, Samples.Metadata.DocumentUniqueId(1))),
        ]);
        var request = new OutgoingMessage
        {
            Form = SoapForm.Default with { IsMtom = true },
            Addressing = new AddressingHeaders(),
            Body = body.WrittenMemory,
        };
        using var answer = await Soap().CallAsync(
            repository, Addressed(request, TransactionId.Iti43), document, CancellationToken.None);
        using var read = answer.ReadBody();
        Demand(RetrieveDocumentSetResponseReader.Read(read, _ => 0).Response);
        if (!document.IsReceived)
        {
            throw new InvalidOperationException($"document {document.Number} came back as another one");
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Of(MixDocument document, string text) => text
        .Replace(RequestTemplate.Number, $"{document.Number:d12}", StringComparison.Ordinal)
        .Replace(RequestTemplate.Patient, $"{document.Number % 100:d6}", StringComparison.Ordinal);

    private static OutgoingMessage Addressed(OutgoingMessage message, TransactionId transaction) => message with
    {
        IsRequest = true,
        Addressing = new AddressingHeaders
        {
            Action = transaction.Action,
            MessageId = AddressingHeaders.NewMessageId(),
            ReplyTo = WsAddressing.Anonymous,
        },
    };

    private static void Demand(RegistryResponse response)
    {
        if (response.Status != ResponseStatus.Success)
        {
            throw new InvalidOperationException(
                string.Join("; ", response.Errors.Select(e => $"{e.Code} {e.Context}")));
        }
    }

    private SoapClient Soap() => new(_http, new SoapLimits());
}
