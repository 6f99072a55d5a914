using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// The registry's list of patients as feeds change it. Change and audit messages are one transaction: when this
/// returns, both are on disk.
/// </summary>
internal sealed class PatientIdentities(RegistryNode registry)
{
    /// <param name="audit">The audit messages for an outcome.</param>
    /// <returns>Why nothing was changed; empty when it was done.</returns>
    public Task<IReadOnlyList<FeedError>> ApplyAsync(
        PatientChange change, Func<TransactionResult, IReadOnlyList<AuditMessage>> audit) =>
        registry.Writer.WriteAsync(session =>
        {
            var errors = change.Apply(session, registry.Clock.GetUtcNow());
            registry.Audit.Append(session, audit(ResultOf(errors)));
            return errors;
        });

    /// <summary>As the audit trail has it: rules only, since values are of patients.</summary>
    public static TransactionResult ResultOf(IReadOnlyList<FeedError> errors) =>
        SoapReply.ResultOf(ResponseOf(errors));

    public static RegistryResponse ResponseOf(IReadOnlyList<FeedError> errors) =>
        RegistryResponse.Of([.. errors.Select(e => e.ToRegistryError())]);
}
