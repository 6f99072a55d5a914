using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Documents;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Documents;

namespace XdsDmp.CommandLine.Signatures;

/// <summary>Signs a submission on its way; the signature goes with it as one more document.</summary>
internal sealed class SetSignature : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xdsdmp-sign-");

    public async Task<SubmissionDraft> AddToAsync(
        SubmissionDraft draft, X509Certificate2 signer, SignerOptions options, ParseResult parsed,
        CancellationToken cancel)
    {
        var documents = new List<DocumentToSign>();
        foreach (var document in draft.Documents)
        {
            documents.Add(new DocumentToSign(
                document.UniqueId, await SignCommand.DigestAsync(document.File, cancel)));
        }

        var (purpose, style) = (options.Purpose(parsed), options.Style(parsed));
        var signature = DocumentSignatureWriter.Write(
            new SignatureOrder(documents, TimeProvider.System.GetUtcNow())
            {
                SubmissionSetId = draft.UniqueId,
                Purpose = purpose.Value,
                Style = style,
                Method = options.Method(parsed, signer),
            },
            signer);
        var file = Path.Combine(_folder.FullName, "signature.xml");
        await File.WriteAllBytesAsync(file, signature, cancel);
        return draft with
        {
            IsSigned = true,
            Documents =
            [
                .. draft.Documents,
                SignatureMetadata.DraftOf(
                    draft.Documents[0], file, signature, Oid.Of(Guid.NewGuid()), purpose, style,
                        draft.Time),
            ],
        };
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
