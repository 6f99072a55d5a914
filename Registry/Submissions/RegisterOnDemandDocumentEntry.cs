using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Rules;

namespace XdsDmp.Registry.Submissions;

/// <summary>
/// ITI-61 Register On-Demand Document Entry (ITI TF-2 §3.61): entries whose documents are made when they are asked for.
/// </summary>
internal sealed class RegisterOnDemandDocumentEntry(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private readonly SubmissionIntake _intake = new(
        exchange, registry, SubmissionTransaction.RegisterOnDemand, RegisterOnDemandDocumentEntryEvent.Build);

    public Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        registry.Access.RefuseUsers(exchange);
        return _intake.AnswerAsync(new Registrar(registry, exchange).Prepare, cancel);
    }

    public SoapReply Failed(RegistryFailure failure) => SubmissionIntake.Failed(failure);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _intake.Audit(result);
}
