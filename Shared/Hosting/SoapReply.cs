using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Soap;

namespace XdsDmp.Hosting;

/// <summary>
/// What a transaction answers: the child of the Body, serialised, and the attachments that it refers to.
/// </summary>
public sealed record SoapReply(RegistryResponse Response, ReadOnlyMemory<byte> Body)
{
    /// <summary>See <see cref="OutgoingMessage.BodyContinued"/>.</summary>
    public IReadOnlyList<IBodyPiece> BodyContinued { get; init; } = [];

    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];

    /// <summary>True when the audit messages were stored in the transaction that did the work.</summary>
    public bool IsAudited { get; init; }

    /// <summary>The outcome as the audit trail has it: codes only, since contexts may quote what was sent.</summary>
    public TransactionResult Result => ResultOf(Response);

    /// <summary>Codes only, likewise.</summary>
    internal string ErrorCodes => Codes(Response);

    /// <summary>The answer as a message.</summary>
    public OutgoingMessage ToMessage(SoapForm form, AddressingHeaders addressing) => new()
    {
        Form = form,
        Addressing = addressing,
        Body = Body,
        BodyContinued = BodyContinued,
        Attachments = Attachments,
    };

    public static TransactionResult ResultOf(RegistryResponse response) => response.Status switch
    {
        ResponseStatus.Success => TransactionResult.Success,
        ResponseStatus.PartialSuccess => TransactionResult.PartialSuccess(EventOutcome.MinorFailure, Codes(response)),
        _ => TransactionResult.Failure(EventOutcome.MinorFailure, Codes(response)),
    };

    private static string Codes(RegistryResponse response) =>
        string.Join(", ", response.Errors.Select(e => e.Code).Distinct());
}
