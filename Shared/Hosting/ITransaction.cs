using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Hosting;

/// <summary>
/// One run of a transaction: made for one request, it may remember what it has learnt (patient, submission set,
/// documents), so that the audit trail tells it even when the run fails half-way.
/// </summary>
public interface ITransaction
{
    /// <summary>
    /// Does what the profile's "Expected Actions" say. Refusals are answers; exceptions are our own failures.
    /// </summary>
    Task<SoapReply> AnswerAsync(CancellationToken cancel);

    /// <summary>The answer, in the form of this transaction, when something of ours failed.</summary>
    SoapReply Failed(RegistryFailure failure);

    /// <summary>
    /// What the audit trail says about this run (ITI TF-2, "Security Audit Considerations" of the transaction).
    /// </summary>
    IReadOnlyList<AuditMessage> Audit(TransactionResult result);
}
