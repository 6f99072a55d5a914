using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Hosting.Telemetry;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.PatientIdentity.Hl7v2;
using XdsDmp.Registry.PatientIdentity.LinkChanges;
using XdsDmp.Sql;

namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// Answers the HL7 v2 messages of ITI-8 and ITI-64, whatever carried them. An answer says what is on disk: the change
/// and its audit message.
/// </summary>
/// <param name="registry">What it works with.</param>
/// <param name="mayCall">Whether a system may call a transaction.</param>
/// <param name="logger">Takes failures of ours.</param>
internal sealed class AdtReceiver(
    RegistryNode registry, Func<CallingSystem, string, bool> mayCall, ILogger logger)
{
    private readonly PatientIdentities _identities = new(registry);

    /// <param name="bytes">The message, without its frame.</param>
    /// <param name="context">The two ends; their names inside the message are added here.</param>
    /// <param name="caller">Who sends it; null when the settings let it come without TLS.</param>
    /// <param name="exchangeId">Under which a failure of ours stands in the log.</param>
    /// <param name="observed">Is told which transaction it was and how it went.</param>
    public async Task<byte[]> AnswerAsync(
        byte[] bytes, AuditContext context, CallingSystem? caller, string exchangeId, ObservedRequest? observed = null)
    {
        var message = Hl7MessageReader.TryRead(bytes, out var problem);
        observed?.Outcome = "Failure";
        if (message is null)
        {
            return await RefuseAsync(null, context, Unreadable(problem), exchangeId);
        }

        var header = new MessageHeader(message.Header);
        var named = context with
        {
            ClientName = header.Sender,
            ServerEndpoint = header.Receiver.Length > 0 ? header.Receiver : context.ServerEndpoint,
        };
        var run = new Run(header, named, caller);
        observed?.Transaction = run.Transaction;
        try
        {
            var errors = await ApplyAsync(message, run);
            observed?.Outcome = errors.Count == 0 ? "Success" : "Failure";
            return Acknowledgement.Write(
                message, errors, Now, registry.Profile == Profile.Dmp ? FeedNote.Of(message) : null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return await FailedAsync(message, run, failure, exchangeId);
        }
    }

    /// <summary>A message of which only the beginning has been kept is refused by what its header tells.</summary>
    public Task<byte[]> RefuseTooLargeAsync(
        byte[] beginning, AuditContext context, int maxBytes, string exchangeId) => RefuseAsync(
            Hl7MessageReader.TryRead(beginning, out _), context,
            Unreadable($"the message is longer than {maxBytes} octets"), exchangeId);

    private DateTimeOffset Now => registry.Clock.GetUtcNow();

    // 1. header: is it for us at all, and may its sender  2. identifiers: what is asked for  3. the change and its
    // audit, in one transaction
    private async Task<IReadOnlyList<FeedError>> ApplyAsync(Hl7Message message, Run run)
    {
        var errors = new FeedErrors(run.IsLinkChange ? FeedNames.Iti64 : FeedNames.Iti8);
        errors.AddRange(run.Header.Check(registry.Options.ProcessingId));
        errors.AddRange(CheckSender(run));
        if (errors.All.Count == 0)
        {
            run.Change = Read(message, run, errors);
        }

        if (run.Change is not null && run.Caller is not null)
        {
            errors.CheckScope(run.Change, run.Caller.Rights);
        }

        if (run.Change is not null && errors.All.Count == 0)
        {
            return await _identities.ApplyAsync(run.Change, run.Audit);
        }

        await registry.Audit.AppendAsync(run.Audit(PatientIdentities.ResultOf(errors.All)));
        return errors.All;
    }

    /// <summary>A sender without TLS is one that the operator has let in by its address.</summary>
    private IEnumerable<FeedError> CheckSender(Run run)
    {
        if (run.Caller is not null && !mayCall(run.Caller, run.Transaction))
        {
            yield return new FeedError(
                FeedErrorCode.ApplicationInternalError,
                new Explanation(ScopeRules.TransactionRule, SystemPermission.RefusalOf(run.Transaction)))
            {
                IsReject = true,
            };
        }
    }

    private PatientChange? Read(Hl7Message message, Run run, FeedErrors errors)
    {
        if (!run.IsLinkChange)
        {
            return PatientIdentityFeed.Read(message, run.Header.TriggerEvent, registry.Patients, errors);
        }

        return NotifyXadPidLinkChange.Read(message, registry.Patients, errors) is { } link
            ? new LinkChangeUpdate(link, registry)
            : null;
    }

    private async Task<byte[]> FailedAsync(Hl7Message message, Run run, Exception failure, string exchangeId)
    {
        if (failure is not StoreBusyException)
        {
            logger.LogError(failure, "{Exchange}: a message of the patient identity feed failed", exchangeId);
        }

        var error = FeedError.Of(RegistryFailure.Of(failure, exchangeId));
        return await RecordAsync(message, error, run.Audit(PatientIdentities.ResultOf([error])), exchangeId);
    }

    private Task<byte[]> RefuseAsync(Hl7Message? message, AuditContext context, FeedError error, string exchangeId) =>
        RecordAsync(
            message, error, PatientIdentityFeedEvent.BuildIti8(context, null, [], PatientIdentities.ResultOf([error])),
            exchangeId);

    /// <summary>A refusal that cannot be audited leaves as a failure of ours.</summary>
    private async Task<byte[]> RecordAsync(
        Hl7Message? message, FeedError error, IReadOnlyList<AuditMessage> audit, string exchangeId)
    {
        try
        {
            await registry.Audit.AppendAsync(audit);
        }
        catch (Exception unrecorded) when (unrecorded is not OutOfMemoryException)
        {
            logger.LogError("{Exchange}: a refusal could not be audited: {Reason}", exchangeId, unrecorded.Message);
            error = FeedError.Of(RegistryFailure.Of(unrecorded, exchangeId));
        }

        return Acknowledgement.Write(message, [error], Now);
    }

    private static FeedError Unreadable(string problem) => new(
        FeedErrorCode.SegmentSequenceError,
        new Explanation(
            "PIF-message", problem, "MSH", Accepted: "an HL7 v2 message, MSH first", Source: "HL7 v2.3.1 §2.8"))
    {
        IsReject = true,
    };

    /// <summary>What is known of one message so far.</summary>
    private sealed record Run(MessageHeader Header, AuditContext Context, CallingSystem? Caller)
    {
        public bool IsLinkChange => Header.TriggerEvent == "A43";

        public string Transaction => IsLinkChange ? TransactionNumber.Iti64 : TransactionNumber.Iti8;

        public PatientChange? Change { get; set; }

        public IReadOnlyList<AuditMessage> Audit(TransactionResult result) => IsLinkChange
            ? PatientIdentityFeedEvent.BuildIti64(Context, Header.ControlId, Change?.Audited ?? [], result)
            : PatientIdentityFeedEvent.BuildIti8(Context, Header.ControlId, Change?.Audited ?? [], result);
    }
}
