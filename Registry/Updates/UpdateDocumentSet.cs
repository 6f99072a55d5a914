using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Rules;
using XdsDmp.Registry.Submissions;

namespace XdsDmp.Registry.Updates;

/// <summary>
/// ITI-57 Update Document Set (Metadata Update, ITI TF-2 §3.57): new versions of entries and folders, changes of
/// availabilityStatus, associations between what is registered; all of a submission or nothing.
/// </summary>
internal sealed class UpdateDocumentSet(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private readonly SubmissionIntake _intake = new(
        exchange, registry, SubmissionTransaction.Update, UpdateDocumentSetEvent.Build);

    public Task<SoapReply> AnswerAsync(CancellationToken cancel) => _intake.AnswerAsync(
        new Updater(registry, Settings, exchange.Caller.Rights) { Exchange = exchange }.Prepare, cancel);

    private UpdateSettings Settings =>
        registry.Profile == Profile.Dmp ? UpdateSettings.Dmp : UpdateSettings.MetadataUpdate;

    public SoapReply Failed(RegistryFailure failure) => SubmissionIntake.Failed(failure);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => _intake.Audit(result);
}
