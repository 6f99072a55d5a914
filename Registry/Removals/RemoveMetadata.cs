using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Removals;

/// <summary>
/// ITI-62 Remove Metadata (ITI TF-2 §3.62): the objects named go, all of them or none, and nothing is left that refers
/// to what is gone or hangs in the air.
/// </summary>
internal sealed class RemoveMetadata(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private AuditedRemoval _removal = new([], []);

    // 1. read  2. rules  3. delete  4. audit, all in one transaction  5. answer
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        registry.Access.RefuseUsers(exchange);
        await exchange.ReceiveAttachmentsAsync(cancel);
        var ids = Read();
        var errors = await registry.Writer.WriteAsync(session =>
        {
            var errors = exchange.Act(session, () => Remove(session, ids));
            registry.Audit.Append(session, Audit(SoapReply.ResultOf(RegistryResponse.Of(errors))));
            return errors;
        });
        return RegistryResponseReply.Of(errors, exchange.Language) with { IsAudited = true };
    }

    public SoapReply Failed(RegistryFailure failure) => RegistryResponseReply.Of(
        [failure.ToError(RegistryErrorCode.XDSRegistryBusy, RegistryErrorCode.XDSRegistryError)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        RemoveMetadataEvent.Build(
            exchange.AuditContext, _removal, exchange.IsDryRun ? result.OfDryRun() : result);

    private IReadOnlyList<string> Read()
    {
        using var body = exchange.Request.ReadBody();
        var ids = RemoveObjectsRequestReader.Read(body);
        _removal = new AuditedRemoval([], [.. ids.Distinct()]);
        return ids;
    }

    private RegistryErrors Remove(WriteSession session, IReadOnlyList<string> ids)
    {
        var errors = new RegistryErrors();
        var removal = Removal.Of(session, ids, errors);
        _removal = _removal with
        {
            PatientIds = [.. removal.Patients(session).Select(patient => patient.ToString())],
        };
        CheckScope(session, removal, errors);
        RemovalRules.Check(session, removal, errors);
        if (!errors.IsFailure)
        {
            ObjectDeletes.Delete(session, removal.Objects);
        }

        return errors;
    }

    private void CheckScope(ReadSession session, Removal removal, RegistryErrors errors)
    {
        exchange.RequirePatients(removal.Patients(session));
        var authorities = exchange.Caller.Rights.AssigningAuthorities;
        if (!authorities.IsAll)
        {
            foreach (var hidden in removal.Objects.Where(o => Removal.PatientOf(session, o) is { } patient
                && !authorities.Contains(patient.Authority)))
            {
                errors.Add(RegistryErrorCode.XDSRegistryError, ScopeRules.HiddenPatient(
                    "ObjectRef, id", hidden.EntryUuid.ToString()));
            }
        }
    }
}
