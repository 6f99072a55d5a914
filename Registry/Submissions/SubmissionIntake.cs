using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Metadata.Rules.Domain;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>
/// What the transactions that bring an <c>lcm:SubmitObjectsRequest</c> have in common: ITI-42, 57, 61 and 92 validate,
/// store and answer; all of it or nothing.
/// </summary>
internal sealed class SubmissionIntake(
    SoapExchange exchange, RegistryNode registry, SubmissionTransaction transaction, BuildSubmissionEvent buildEvent)
{
    private AuditedSubmission _submission = new(null, null);

    // 1. read  2. rules of the submission in itself  3. what can be prepared  4. rules against the registry, and the
    // registration itself, in one transaction with the audit message  5. answer
    public async Task<SoapReply> AnswerAsync(PrepareSubmission prepare, CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        var errors = new RegistryErrors();
        var submission = Read(errors);
        if (submission is null || errors.IsFailure)
        {
            return RegistryResponseReply.Of(errors, exchange.Language);
        }

        var register = prepare(submission, Hl7Time.Of(registry.Clock.GetUtcNow()));
        var found = await registry.Writer.WriteAsync(
            session =>
            {
                var found = exchange.Act(session, () => register(session));
                registry.Audit.Append(session, Audit(SoapReply.ResultOf(RegistryResponse.Of(found))));
                return found;
            },
            RegistrationKeys.Of(submission, transaction));
        return RegistryResponseReply.Of([.. errors, .. found], exchange.Language) with { IsAudited = true };
    }

    public static SoapReply Failed(RegistryFailure failure) =>
        RegistryResponseReply.Of(
            [failure.ToError(RegistryErrorCode.XDSRegistryBusy, RegistryErrorCode.XDSRegistryError)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        buildEvent(exchange.AuditContext, _submission, exchange.IsDryRun ? result.OfDryRun() : result);

    private Submission? Read(RegistryErrors errors)
    {
        using var body = exchange.Request.ReadBody();
        var objects = SubmitObjectsRequestReader.Read(body, errors);
        var submission = SubmissionReader.Read(objects, errors);
        if (submission is not null)
        {
            _submission = new AuditedSubmission(
                submission.SubmissionSet.PatientId?.ToString(), submission.SubmissionSet.UniqueId);
            Check(submission).ForEach(errors.Add);
        }

        return submission;
    }

    /// <summary>In itself, and by the affinity domain, as strictly as it takes this sender.</summary>
    private List<RegistryError> Check(Submission submission)
    {
        var fingerprint = Convert.ToHexStringLower(exchange.Caller.CertificateSha256);
        var errors = new RegistryErrors(registry.Domain.TreatmentFor(submission.SubmissionSet.SourceId, fingerprint));
        SubmissionRules.Check(submission, registry.MetadataRules with { Transaction = transaction }, errors);
        if (registry.DmpRules is { } french)
        {
            DmpRules.Check(submission, transaction, french, Hl7Time.Of(registry.Clock.GetUtcNow()), errors);
        }

        DomainRules.CheckValues(submission, registry.Domain, registry.Options.CodeTreatment, errors);
        DomainRules.CheckRepository(submission, registry.Domain, exchange.Caller.Subject, fingerprint, errors);
        CheckScope(submission, errors);
        return [.. errors];
    }

    /// <summary>By what the sender may do. Only what is new names a repository that answers for it.</summary>
    private void CheckScope(Submission submission, RegistryErrors errors)
    {
        if (!registry.Access.IsOn)
        {
            exchange.RequirePatients(ScopeRules.PatientsOf(submission));
        }

        var system = exchange.Caller.Rights;
        ScopeRules.CheckSubmission(submission, system, RegistryErrorCode.XDSRegistryMetadataError, errors);
        if (transaction is SubmissionTransaction.Register or SubmissionTransaction.RegisterOnDemand)
        {
            ScopeRules.CheckRepositories(submission, system, errors);
        }
    }
}

/// <summary>
/// Does what can be done before the one writer's turn; what it returns registers the submission, or says why not.
/// </summary>
internal delegate Func<WriteSession, RegistryErrors> PrepareSubmission(Submission submission, Hl7Time now);

/// <summary>Makes the audit messages of one of these transactions.</summary>
internal delegate IReadOnlyList<AuditMessage> BuildSubmissionEvent(
    AuditContext context, AuditedSubmission submission, TransactionResult result);
