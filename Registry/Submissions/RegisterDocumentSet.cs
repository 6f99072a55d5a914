using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;

namespace XdsDmp.Registry.Submissions;

/// <summary>ITI-42 Register Document Set-b (ITI TF-2 §3.42): validate, store, answer; all of it or nothing.</summary>
internal sealed class RegisterDocumentSet(SoapExchange exchange, RegistryNode registry) : ITransaction
{
    private AuditedSubmission _submission = new(null, null);

    // 1. read  2. rules of the submission in itself  3. ids and serialised form  4. rules against the registry, and the
    // registration itself, in one transaction  5. answer
    public async Task<SoapReply> AnswerAsync(CancellationToken cancel)
    {
        await exchange.ReceiveAttachmentsAsync(cancel);
        var errors = new RegistryErrors();
        var submission = Read(errors);
        if (submission is null || errors.IsFailure)
        {
            return RegistryResponseReply.Of(errors);
        }

        return await RegisterAsync(submission, errors);
    }

    public SoapReply Failed(RegistryFailure failure) =>
        RegistryResponseReply.Of(
            [failure.ToError(RegistryErrorCode.XDSRegistryBusy, RegistryErrorCode.XDSRegistryError)]);

    public IReadOnlyList<AuditMessage> Audit(TransactionResult result) =>
        RegisterDocumentSetEvent.Build(exchange.AuditContext, _submission, result);

    private Submission? Read(RegistryErrors errors)
    {
        using var body = exchange.Request.ReadBody();
        var objects = SubmitObjectsRequestReader.Read(body, errors);
        var submission = SubmissionReader.Read(objects, errors);
        if (submission is not null)
        {
            _submission = new AuditedSubmission(
                submission.SubmissionSet.PatientId?.ToString(), submission.SubmissionSet.UniqueId);
            SubmissionRules.Check(submission, registry.MetadataRules, errors);
        }

        return submission;
    }

    private async Task<SoapReply> RegisterAsync(Submission submission, RegistryErrors warnings)
    {
        var now = Hl7Time.Of(registry.Clock.GetUtcNow());
        var prepared = new PreparedSubmission(submission, now);
        var errors = await registry.Writer.WriteAsync(session =>
        {
            var context = new RegistrationContext(session, prepared.Submission);
            RegistrationRules.Check(context, registry.Options);
            if (!context.Errors.IsFailure)
            {
                new Registration(session, context, registry.Inserts, now).Store(prepared);
            }

            var response = RegistryResponse.Of(context.Errors);
            registry.Audit.Append(session, Audit(SoapReply.ResultOf(response)));
            return context.Errors;
        });
        return RegistryResponseReply.Of([.. warnings, .. errors]) with { IsAudited = true };
    }
}
