using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Soap;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>
/// Who did what with a DMP: all of it for the patient and the médecin traitant, for other professionals their own acts
/// (PDT-INF-526, PDT-INF-527). Told by the audit repository, which this service asks with its own certificate.
/// </summary>
internal sealed class ListTraces(SoapExchange exchange, RegistryNode registry, TraceSearch search) : ITransaction
{
    private PatientId? _patient;

    // 1. read  2. may he, and what  3. ask the audit repository, for all identifiers  4. only what he may know
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        TraceRequest request;
        using (var body = exchange.Request.ReadBody())
        {
            request = TraceRequest.Read(body);
        }

        _patient = request.Patient;
        var (visit, patients) = registry.Readers.Read(session => Enter(session, request.Patient));
        var isAll = visit.Viewer is null or { IsTrustedByPatient: true };
        var sight = new TraceSight(visit.Viewer, visit.Sight);
        var now = registry.Clock.GetUtcNow();
        var earliest = now.AddDays(-registry.Dmp.TraceDays);
        var found = await search.FindAsync(
            patients, isAll ? null : visit.Viewer!.UserId,
            request.From > earliest ? request.From.Value : earliest, request.To ?? now,
            line => !request.IsEmergencyOnly || line.IsEmergency
                ? registry.Readers.Read(session => sight.Show(session, line))
                : null,
            Math.Min(request.Limit ?? registry.Dmp.MaxTraces, registry.Dmp.MaxTraces), cancel);
        return new SoapReply(
            RegistryResponse.Success,
            TraceAnswerWriter.Write(request.Patient, isAll, found));
    }

    public SoapReply Failed(RegistryFailure failure) => throw SoapFaults.Receiver(
        $"the traces could not be read; the operator finds the cause under {failure.ExchangeId}");

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        TracesReadEvent.Build(exchange.AuditContext, _patient?.ToString(), result);

    private (DmpVisit Visit, IReadOnlyList<PatientId> Patients) Enter(ReadSession session, PatientId patient)
    {
        var visit = registry.Access.Demand(session, exchange, DmpFunction.ReadTraces, patient);
        return (visit, visit.Dmp is { } dmp ? DmpStore.IdentifiersOf(session, dmp) : [patient]);
    }
}
