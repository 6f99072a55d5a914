using XdsDmp.Audit.Events;
using XdsDmp.Soap;

namespace XdsDmp.Hosting;

/// <summary>
/// One request on its way through the pipeline: the message, who sent it, and what the answer will need.
/// </summary>
public sealed class SoapExchange
{
    private readonly SoapMessageReader _reader;

    internal SoapExchange(SoapMessageReader reader, SoapMessage request, CallingSystem caller, AuditContext audit,
        IAttachmentSink? attachments)
    {
        _reader = reader;
        Request = request;
        Caller = caller;
        AuditContext = audit;
        Attachments = attachments;
    }

    public SoapMessage Request { get; }

    public CallingSystem Caller { get; }

    /// <summary>What every audit message of this exchange says about the two ends.</summary>
    public AuditContext AuditContext { get; }

    /// <summary>
    /// The sink made by <see cref="SoapService.NewAttachmentSink"/>; some attachments may already be in it.
    /// </summary>
    public IAttachmentSink? Attachments { get; }

    /// <summary>
    /// Takes in the attachments that follow the envelope and checks that the message ends as it should.
    /// </summary>
    public Task ReceiveAttachmentsAsync(CancellationToken cancel) => _reader.ReadAttachmentsAsync(Attachments, cancel);
}
