using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.PatientIdentity.Hl7v3;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// ITI-44 Patient Identity Feed HL7 V3 (ITI TF-2 §3.44): a patient is added, revised, or replaces another one. The same
/// changes, by the same rules, as those of ITI-8.
/// </summary>
internal sealed class PatientIdentityFeedV3(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private const string ItsVersion = "XML_1.0";

    private readonly PatientIdentities _identities = new(registry);
    private PatientRegistryMessage _message = new();
    private PatientChange? _change;

    // 1. read  2. header: is it for us at all  3. identifiers: what is asked for  4. the change and its audit, in one
    // transaction  5. answer
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        using (var body = exchange.Request.ReadBody())
        {
            _message = PatientRegistryMessageReader.Read(body);
        }

        var errors = new FeedErrors(FeedNames.Iti44);
        errors.AddRange(CheckHeader());
        if (errors.All.Count == 0)
        {
            _change = Read(errors);
        }

        if (_change is not null)
        {
            errors.CheckScope(_change, exchange.Caller.Rights);
        }

        return _change is null || errors.All.Count > 0
            ? Reply(errors.All)
            : Reply(await _identities.ApplyAsync(_change, Audit)) with { IsAudited = true };
    }

    public SoapReply Failed(RegistryFailure failure) => Reply([FeedError.Of(failure)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => PatientIdentityFeedEvent.BuildIti44(
        exchange.AuditContext, _message.Id?.ToString(), _change?.Audited ?? [], result);

    private IEnumerable<FeedError> CheckHeader()
    {
        if (_message.Id is null)
        {
            yield return Reject(
                FeedErrorCode.RequiredFieldMissing, "PIF-controlId", "the message has no id", "id", null,
                "an id with a root");
        }

        if (_message.ItsVersion is { } version && version != ItsVersion)
        {
            yield return Reject(
                FeedErrorCode.UnsupportedVersionId, "PIF-version", "this ITSVersion is not supported", "@ITSVersion",
                version, ItsVersion);
        }

        if (_message.ProcessingCode != registry.Options.ProcessingId)
        {
            yield return Reject(
                FeedErrorCode.UnsupportedProcessingId, "PIF-processingId",
                "the message is not meant for a system of this kind (production, training, debugging)",
                "processingCode", _message.ProcessingCode, registry.Options.ProcessingId);
        }
    }

    private PatientChange? Read(FeedErrors errors)
    {
        if (_message.RegistrationEvents != 1)
        {
            errors.Add(
                FeedErrorCode.SegmentSequenceError, "PIF-segment",
                $"there are {_message.RegistrationEvents} registration events",
                "controlActProcess/subject/registrationEvent", accepted: "one registrationEvent");
            return null;
        }

        var reader = new FeedChangeReader(registry.Patients, errors);
        var patient = Identifiers(_message.Patient);
        var action = exchange.Request.Addressing.Action;
        return action == TransactionId.Iti44Add.Action ? reader.Announcement(patient)
            : action == TransactionId.Iti44Merge.Action ? reader.Merge(patient, Identifiers(_message.PriorRegistration))
            : reader.Update(patient);
    }

    private static IReadOnlyList<FeedIdentifier> Identifiers(IReadOnlyList<InstanceIdentifier> identifiers) =>
        [.. identifiers.Select(id => new FeedIdentifier(id.ToString(), id.Extension ?? "", "", id.Root, "ISO"))];

    private SoapReply Reply(IReadOnlyList<FeedError> errors) => new(
        PatientIdentities.ResponseOf(errors),
        AcceptAcknowledgementWriter.Write(
            _message, registry.Options.ProcessingId, errors, registry.Clock.GetUtcNow()));

    private static FeedError Reject(
        FeedErrorCode code, string rule, string problem, string place, string? value, string accepted) =>
        new(code, new Explanation(rule, problem, place, value, accepted, FeedNames.Iti44.Source)) { IsReject = true };
}
