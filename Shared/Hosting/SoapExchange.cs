using XdsDmp.Audit.Events;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Messages;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;
using XdsDmp.Sql;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Hosting;

/// <summary>
/// One request on its way through the pipeline: the message, who sent it, and what the answer will need.
/// </summary>
public sealed class SoapExchange
{
    private readonly SoapMessageReader? _reader;
    private Task? _received;

    /// <param name="reader">Where attachments come from; null for an envelope that was kept.</param>
    /// <param name="request">The envelope.</param>
    /// <param name="caller">Who sent it.</param>
    /// <param name="audit">What the trail says about the two ends.</param>
    /// <param name="attachments">Where attachments go.</param>
    internal SoapExchange(SoapMessageReader? reader, SoapMessage request, CallingSystem caller, AuditContext audit,
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
    public AuditContext AuditContext { get; internal set; }

    /// <summary>What the message's signature has shown; null when it is not signed.</summary>
    public VerifiedMessage? Signature { get; internal set; }

    /// <summary>Who the user is; null when the message has no assertion.</summary>
    public VerifiedAssertion? Assertion { get; internal set; }

    /// <summary>
    /// The caller needs no user behind it: this node itself, or a system of <c>Security:WithoutAssertion</c>. With an
    /// assertion all the same it passes on what a user wants.
    /// </summary>
    public bool ActsForItself { get; internal set; }

    /// <summary>The assertion itself, to be passed on to whoever decides; empty without one.</summary>
    public ReadOnlyMemory<byte> AssertionOctets =>
        AssertionElement is { } element ? PortableAssertion.Of(element) : default;

    internal ElementNode? AssertionElement { get; set; }

    /// <summary>
    /// The sink made by <see cref="SoapService.NewAttachmentSink"/>; some attachments may already be in it.
    /// </summary>
    public IAttachmentSink? Attachments { get; }

    /// <summary>The sender wants to know what would be answered; nothing may be stored.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>In which refusals explain themselves.</summary>
    public Language Language { get; init; }

    /// <summary>Somebody stands behind the message, unless the caller may do without.</summary>
    /// <exception cref="UntrustedMessageException">Nobody does.</exception>
    public void DemandUser()
    {
        if (Assertion is null && !ActsForItself)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, "there is no assertion");
        }
    }

    /// <summary>True for a caller that may do without a user, and does.</summary>
    /// <exception cref="UntrustedMessageException">There is no user, and the caller may not do without.</exception>
    public bool IsWithoutUser()
    {
        DemandUser();
        return Assertion is null;
    }

    /// <summary>The patients of the request must be whom the user's assertion is about (ITI TF-2 §3.40).</summary>
    /// <exception cref="UntrustedMessageException">One is not.</exception>
    public void RequirePatients(IEnumerable<PatientId> patients)
    {
        foreach (var patient in Assertion is null ? [] : patients)
        {
            Assertion!.RequirePatient(patient);
        }
    }

    /// <summary>Does what the transaction does to the store, or only tries it in a dry run.</summary>
    public T Act<T>(WriteSession session, Func<T> act) => IsDryRun ? session.Trial(act) : act();

    /// <summary>
    /// Takes in the attachments that follow the envelope and checks that the message ends as it should. Asked again, it
    /// tells again how that went.
    /// </summary>
    /// <exception cref="UntrustedMessageException">They are not what was signed.</exception>
    public Task ReceiveAttachmentsAsync(CancellationToken cancel) => _received ??= ReceiveAsync(cancel);

    /// <summary>
    /// A Body that is signed with its documents is not known before these are there. Any other trouble with them is for
    /// the transaction to answer, which meets it again.
    /// </summary>
    /// <exception cref="UntrustedMessageException">They are not what was signed.</exception>
    internal async Task CompleteSignatureAsync(CancellationToken cancel)
    {
        try
        {
            await (Signature is { Pending.Count: > 0 } ? ReceiveAttachmentsAsync(cancel) : Task.CompletedTask);
        }
        catch (Exception trouble) when (trouble is not (
            UntrustedMessageException or SoapFaultException or OperationCanceledException or OutOfMemoryException))
        {
            // See above.
        }
    }

    private async Task ReceiveAsync(CancellationToken cancel)
    {
        if (_reader is not null)
        {
            await _reader.ReadAttachmentsAsync(Attachments, cancel);
        }

        foreach (var pending in Signature?.Pending ?? [])
        {
            await pending.CompleteAsync(href => Request.OpenText(href, Attachments), cancel);
        }
    }
}
