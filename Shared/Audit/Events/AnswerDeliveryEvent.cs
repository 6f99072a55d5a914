using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// The end of an asynchronous exchange (ITI TF-2 Appendix V): the answer has left for the client's ReplyTo address, or
/// never will. What the transaction did is recorded by its own message.
/// </summary>
public static class AnswerDeliveryEvent
{
    /// <param name="context">Its ClientReplyTo is the address that the answer was for.</param>
    /// <param name="transaction">For instance <c>ITI-41</c>.</param>
    /// <param name="name">The transaction's name.</param>
    /// <param name="messageId"><c>wsa:MessageID</c> of the question.</param>
    /// <param name="outcome">Delivered, or given up.</param>
    public static IReadOnlyList<AuditMessage> Build(
        AuditContext context, string transaction, string name, string messageId, AuditOutcome outcome)
    {
        var type = new CodedValue(transaction, CodeSystems.IheTransactions, name);
        var kind = new TransactionKind(EventIds.Export, type, EventAction.Read, ServerIsSource: true);
        var question = new ParticipantObject
        {
            Id = messageId,
            IdTypeCode = ObjectIdTypes.Uri,
            Type = ObjectType.SystemObject,
            Role = ObjectRole.Job,
        };
        return [TransactionMessage.Build(context, kind, outcome, question)];
    }
}
