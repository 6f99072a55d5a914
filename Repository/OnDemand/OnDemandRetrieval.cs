using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Retrievals;
using XdsDmp.Repository.Submissions;
using XdsDmp.Soap;

namespace XdsDmp.Repository.OnDemand;

/// <summary>One ITI-43 whose documents may have to be made first.</summary>
internal sealed class OnDemandRetrieval(
    SoapExchange exchange, RepositoryNode repository, OnDemandDocuments onDemand, IntentSettler settler,
    RequestedDocuments documents)
{
    private bool _isUnheard;
    private ILookup<string, DocumentEntry> _entries = Enumerable.Empty<DocumentEntry>().ToLookup(_ => "");

    /// <summary>
    /// Asks the registry, once, which of those that are not stored here are On-Demand entries of ours. The others are
    /// for whoever looks for stored documents.
    /// </summary>
    public async Task LookUpAsync(IEnumerable<DocumentRequest> requests, CancellationToken cancel)
    {
        var missing = new List<string>();
        foreach (var request in requests.Where(IsOurs).DistinctBy(request => request.DocumentUniqueId))
        {
            if (await settler.FindPublishedAsync(request.DocumentUniqueId, cancel) is null)
            {
                missing.Add(request.DocumentUniqueId);
            }
        }

        if (missing.Count == 0)
        {
            return;
        }

        try
        {
            var found = await repository.Registry.FindEntriesAsync(missing, exchange, cancel);
            _entries = found.Where(IsMeant).ToLookup(entry => entry.UniqueId ?? "");
        }
        catch (Exception unheard) when (unheard is SoapTransportException or SoapFaultReceivedException)
        {
            _isUnheard = true;
        }
    }

    /// <summary>True: it is among those found, or its refusal is told; false: it is not made on demand.</summary>
    public async Task<bool> IsMadeAsync(
        DocumentRequest request, List<FoundDocument> found, CancellationToken cancel)
    {
        if (IsOurs(request) && _entries[request.DocumentUniqueId].FirstOrDefault() is { } entry)
        {
            var made = await onDemand.MakeAsync(
                exchange, repository, request, entry, (code, why) => documents.Refuse(request, code, why), cancel);
            found.AddRange(made is null ? [] : [made]);
            return true;
        }

        if (!_isUnheard || !IsOurs(request)
            || await settler.FindPublishedAsync(request.DocumentUniqueId, cancel) is not null)
        {
            return false;
        }

        documents.Refuse(request, RegistryErrorCode.XDSRepositoryError, new Explanation(
            OnDemandDocuments.RegistryRule,
            "it is not stored here, and the registry does not say whether it is made on demand", "DocumentRequest",
            request.DocumentUniqueId, "the same request later", "ITI TF-2 §3.43.4.2.3"));
        return true;
    }

    private bool IsOurs(DocumentRequest request) =>
        request.RepositoryUniqueId == repository.Options.RepositoryUniqueId
        && (request.HomeCommunityId is not { } community
            || exchange.Caller.Rights.HomeCommunityIds.Contains(community));

    /// <summary>Approved, of this repository, and of a patient whom this caller has to do with.</summary>
    private bool IsMeant(DocumentEntry entry) => entry.IsOnDemand
        && entry.Rim.Status == XdsUrns.StatusApproved
        && entry.RepositoryUniqueId == repository.Options.RepositoryUniqueId
        && exchange.Caller.Rights.AssigningAuthorities.Contains(entry.PatientId?.Authority)
        && (exchange.Assertion is not { } assertion || entry.PatientId is not { } patient
            || assertion.IsAbout(patient));
}
