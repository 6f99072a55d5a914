using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Rules;
using XdsDmp.Registry.Submissions;

namespace XdsDmp.Registry.Updates;

/// <summary>
/// ITI-92 Restricted Update Document Set (Restricted Metadata Update, ITI TF-2 §3.92): new versions of entries, in
/// which only descriptive attributes may differ.
/// </summary>
internal sealed class RestrictedUpdateDocumentSet(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private readonly SubmissionIntake _intake = new(
        exchange, registry, SubmissionTransaction.RestrictedUpdate, RestrictedUpdateDocumentSetEvent.Build);

    public Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        registry.Access.RefuseUsers(exchange);
        return _intake.AnswerAsync(
            new Updater(registry, UpdateSettings.Restricted, exchange.Caller.Rights).Prepare, cancel);
    }

    public SoapReply Failed(RegistryFailure failure) => SubmissionIntake.Failed(failure);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _intake.Audit(result);
}
