using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;

namespace XdsDmp.Repository.Retrievals;

/// <summary>
/// What DocumentRequests name, as far as it is here and for this caller: ITI-43 and ITI-86 look for documents in the
/// same way. What is not found is an error for that document.
/// </summary>
/// <param name="exchange">Who asks.</param>
/// <param name="repository">Where.</param>
/// <param name="settler">For documents whose submission is still open.</param>
/// <param name="errors">Where refusals go.</param>
/// <param name="rules">What they are called there.</param>
internal sealed class RequestedDocuments(
    SoapExchange exchange, RepositoryNode repository, IntentSettler settler, RegistryErrors errors,
    RequestedDocumentRules rules)
{
    /// <summary>What the registry lets this user have; null: it is not asked.</summary>
    public IReadOnlySet<string>? Retrievable { get; set; }

    /// <summary>The document, or null when the refusal is among the errors.</summary>
    public async Task<StoredDocument?> FindAsync(DocumentRequest request, CancellationToken cancel)
    {
        if (request.HomeCommunityId is { } community && !exchange.Caller.Rights.HomeCommunityIds.Contains(community))
        {
            Refuse(request, RegistryErrorCode.XDSUnknownCommunity, ScopeRules.CommunityProblem(
                exchange.Caller.Rights, community, "DocumentRequest, HomeCommunityId"));
            return null;
        }

        if (request.RepositoryUniqueId != repository.Options.RepositoryUniqueId)
        {
            Refuse(request, RegistryErrorCode.XDSUnknownRepositoryId, rules.Repository, "this is another repository",
                request.RepositoryUniqueId, repository.Options.RepositoryUniqueId);
            return null;
        }

        // A document of another patient than the user's assertion is about looks absent.
        if (await settler.FindPublishedAsync(request.DocumentUniqueId, cancel) is not { } document
            || !IsFor(document))
        {
            Refuse(request, RegistryErrorCode.XDSDocumentUniqueIdError, rules.Document,
                "there is no such document here",
                request.DocumentUniqueId, "the uniqueId of a document of this repository");
            return null;
        }

        if (!exchange.Caller.Rights.AssigningAuthorities.Contains(PatientId.TryParse(document.Patient)?.Authority))
        {
            Refuse(request, RegistryErrorCode.XDSDocumentUniqueIdError, ScopeRules.HiddenPatient(
                "DocumentRequest", request.DocumentUniqueId));
            return null;
        }

        return document;
    }

    public void Refuse(DocumentRequest request, RegistryErrorCode code, Explanation why) =>
        errors.Add(new RegistryError(code, why, request.DocumentUniqueId));

    public void Refuse(
        DocumentRequest request, RegistryErrorCode code, string rule, string problem, string value, string accepted) =>
        Refuse(request, code, new Explanation(
            rule, problem, "DocumentRequest", value, accepted, rules.Source));

    /// <summary>Success: all of it; PartialSuccess: some; Failure: nothing (ITI TF-2 §3.43.4.2.3).</summary>
    public static RegistryResponse ResponseOf(RegistryErrors errors, int found) => errors.IsFailure && found > 0
        ? new RegistryResponse(ResponseStatus.PartialSuccess, errors)
        : RegistryResponse.Of(errors);

    /// <summary>Each document with its own outcome, for the audit trail.</summary>
    public static IReadOnlyList<AuditedDocument> Audited(
        IReadOnlyList<DocumentRequest> requests, IEnumerable<FoundDocument> found, TransactionResult result)
    {
        var documents = found.DistinctBy(one => one.Request).ToDictionary(one => one.Request, one => one.Document);
        return
        [
            .. from request in requests
               let document = documents.GetValueOrDefault(request)
               select new AuditedDocument(
                   request.DocumentUniqueId, request.RepositoryUniqueId,
                   document is not null && result.Outcomes[0].IsSuccess ? AuditOutcome.Success : result.Outcomes[^1])
               {
                   HomeCommunityId = request.HomeCommunityId,
                   PatientId = document?.Patient,
               },
        ];
    }

    /// <summary>The user's assertion does not stand in the way; what he may not have looks absent.</summary>
    private bool IsFor(StoredDocument document) => Retrievable is not null
        ? Retrievable.Contains(document.UniqueId)
        : exchange.Assertion is not { } assertion || PatientId.TryParse(document.Patient) is not { } id
            || assertion.IsAbout(id);
}

/// <param name="Repository">The document is asked of the repository that has it.</param>
/// <param name="Document">There is such a document.</param>
/// <param name="Source">Where the profile has both.</param>
internal sealed record RequestedDocumentRules(string Repository, string Document, string Source);
