using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Rules;

namespace XdsDmp.Registry.Submissions;

/// <summary>ITI-42 Register Document Set-b (ITI TF-2 §3.42): Stable entries, folders, associations.</summary>
internal sealed class RegisterDocumentSet(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private readonly SubmissionIntake _intake = new(
        exchange, registry, SubmissionTransaction.Register, RegisterDocumentSetEvent.Build);

    public Task<SoapReply> AnswerAsync(CancellationToken cancel) =>
        _intake.AnswerAsync(new Registrar(registry, exchange).Prepare, cancel);

    public SoapReply Failed(RegistryFailure failure) => SubmissionIntake.Failed(failure);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _intake.Audit(result);
}
