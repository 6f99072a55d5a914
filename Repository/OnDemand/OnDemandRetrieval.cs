using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Retrievals;
using XdsDmp.Repository.Submissions;
using XdsDmp.Soap;

namespace XdsDmp.Repository.OnDemand;

/// <summary>One ITI-43 whose documents may have to be made first.</summary>
internal sealed class OnDemandRetrieval(
    SoapExchange exchange, RepositoryNode repository, IntentSettler settler, RequestedDocuments documents)
{
    // 1. what is stored, or is not ours, is not made  2. what the registry has no On-Demand entry of neither  3. made,
    // or refused for this document alone
    /// <summary>True: the document is among those found, or its refusal is told; false: it is none of these.</summary>
    public async Task<bool> IsMadeAsync(
        DocumentRequest request, List<FoundDocument> found, CancellationToken cancel)
    {
        if (request.RepositoryUniqueId != repository.Options.RepositoryUniqueId
            || (request.HomeCommunityId is { } community
                && !exchange.Caller.Rights.HomeCommunityIds.Contains(community))
            || await settler.FindPublishedAsync(request.DocumentUniqueId, cancel) is not null)
        {
            return false;
        }

        var (isKnown, entry) = await EntryAsync(request, cancel);
        if (!isKnown)
        {
            return true;
        }

        if (entry is null)
        {
            return false;
        }

        var made = await repository.OnDemand!.MakeAsync(
            exchange, repository, request, entry, (code, why) => documents.Refuse(request, code, why), cancel);
        if (made is not null)
        {
            found.Add(made);
        }

        return true;
    }

    /// <summary>Not known: the registry does not say, which is told.</summary>
    private async Task<(bool IsKnown, DocumentEntry? Entry)> EntryAsync(
        DocumentRequest request, CancellationToken cancel)
    {
        try
        {
            return (true, await OnDemandDocuments.FindAsync(exchange, repository, request, cancel));
        }
        catch (Exception unheard) when (unheard is SoapTransportException or SoapFaultReceivedException)
        {
            documents.Refuse(request, RegistryErrorCode.XDSRepositoryError, new Explanation(
                OnDemandDocuments.RegistryRule,
                "it is not stored here, and the registry does not say whether it is made on demand", "DocumentRequest",
                request.DocumentUniqueId, "the same request later", "ITI TF-2 §3.43.4.2.3"));
            return (false, null);
        }
    }
}
