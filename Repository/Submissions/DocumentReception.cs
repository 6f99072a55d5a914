using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Repository.Content;

namespace XdsDmp.Repository.Submissions;

/// <summary>Takes in the documents of an ITI-41: staged, durable, each with its entry.</summary>
internal static class DocumentReception
{
    /// <summary>The documents, or null when something is wrong with them.</summary>
    public static async Task<List<ReceivedDocument>?> ReceiveAsync(
        SoapExchange exchange, RepositoryNode repository,
        ProvideAndRegisterDocumentSetRequest<SubmittedContent> request, RegistryErrors errors, CancellationToken cancel)
    {
        try
        {
            await exchange.ReceiveAttachmentsAsync(cancel);
            if (request.Documents.Count > RepositoryService.MaxDocumentsPerSubmission)
            {
                errors.Add(RegistryErrorCode.XDSRepositoryOutOfResources, new Explanation(
                    "REP-documentCount", $"{request.Documents.Count} documents in one submission",
                    Accepted: $"at most {RepositoryService.MaxDocumentsPerSubmission}"));
                return null;
            }

            var documents = await SubmissionPairing.PairAsync(
                request, (StagedDocuments)exchange.Attachments!, errors, cancel);
            return errors.IsFailure ? null : documents;
        }
        catch (ContentTooLargeException tooLarge)
        {
            errors.Add(RegistryErrorCode.XDSRepositoryOutOfResources, new Explanation(
                "REP-documentSize", tooLarge.Message,
                Accepted: $"at most {repository.Options.MaxDocumentBytes} octets"));
            return null;
        }
        catch (ContentUnavailableException unavailable)
        {
            repository.Damages.TellNotTaken(unavailable);
            errors.Add(RegistryErrorCode.XDSRepositoryError, new Explanation(
                "REP-store", "the content store does not take these documents at the moment; nothing of them was kept",
                Accepted: "the same message again, later"));
            return null;
        }
        catch (ContentSpaceException full)
        {
            repository.Damages.TellNotTaken(full);
            errors.Add(RegistryErrorCode.XDSRepositoryOutOfResources, new Explanation(
                "REP-space", "there is no room for these documents; nothing of them was kept",
                Accepted: "the same message again, when the operator has made room"));
            return null;
        }
    }
}
