using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Retrievals;
using XdsDmp.Repository.Storage;
using XdsDmp.Repository.Submissions;
using XdsDmp.Security.Documents;

namespace XdsDmp.Repository.Signatures;

/// <summary>
/// Verifies the signatures that a submission brings (IHE DSG, ITI TF-3 §5.5; the DMP's signed submission set): after
/// the documents are staged, before the registry hears of them. What the settings ask for and is not valid refuses the
/// whole.
/// </summary>
internal sealed class SubmissionSignatures(
    RepositoryNode repository, SignatureRules rules, Submission submission, IReadOnlyList<ReceivedDocument> documents,
    SignerExpectation user)
{
    public const string RequiredRule = "SIG-required";
    private const string Source = "ITI TF-3 §5.5";

    private readonly Dictionary<string, StagedContent> _staged = documents
        .GroupBy(document => document.UniqueId).ToDictionary(same => same.Key, same => same.First().Content);

    /// <summary>What was verified, for the audit trail.</summary>
    public List<VerifiedSignature> Verified { get; } = [];

    public static string RuleOf(SignatureLevel level) => level switch
    {
        SignatureLevel.Value => "SIG-value",
        SignatureLevel.Integrity => "SIG-integrity",
        SignatureLevel.Signer => "SIG-signer",
        SignatureLevel.SigningCertificate => "SIG-certificate",
        SignatureLevel.Digest => "SIG-digest",
        SignatureLevel.Completeness => "SIG-complete",
        _ => "SIG-author",
    };

    public async Task CheckAsync(RegistryErrors errors, CancellationToken cancel)
    {
        var signatures = submission.DocumentEntries.Where(SignatureEntries.IsSignature).ToList();
        var isSetSigned = false;
        foreach (var entry in signatures)
        {
            var report = await VerifyAsync(entry, signatures, cancel);
            var names = SetIsNamed(report);
            isSetSigned |= names;
            var shortcomings = report.Shortcomings(rules.Levels)
                .Where(result => result.Level != SignatureLevel.Completeness || names).ToList();
            Verified.Add(new VerifiedSignature(
                entry.UniqueId ?? "", [.. shortcomings.Select(result => RuleOf(result.Level)).Distinct()]));
            shortcomings.ForEach(result => Refuse(errors, entry, result));
        }

        if (rules.Mode == SubmissionSignatureMode.Require && !isSetSigned)
        {
            errors.Add(RegistryErrorCode.XDSRepositoryMetadataError, new Explanation(
                RequiredRule, "the submission set is not signed", $"SubmissionSet {submission.SubmissionSet.Id}",
                submission.SubmissionSet.UniqueId,
                "a DocumentEntry with a detached signature whose manifest names the set and its documents", Source));
        }
    }

    /// <summary>A signature of single documents does not have to cover the set.</summary>
    private bool SetIsNamed(DocumentSignatureReport report) => report.Signature?.Manifest
        .Any(reference => reference.UniqueId == submission.SubmissionSet.UniqueId) == true;

    private async Task<DocumentSignatureReport> VerifyAsync(
        DocumentEntry entry, List<DocumentEntry> signatures, CancellationToken cancel)
    {
        var content = documents.First(document => document.Entry.Id == entry.Rim.Id).Content;
        var octets = content.Size <= rules.MaxSignatureBytes
            ? await ContentCopy.ReadAsync(repository.Content, content.Reference, cancel)
            : new byte[rules.MaxSignatureBytes + 1];
        return await rules.Verifier.VerifyAsync(
            octets,
            new SignedSubject(Open)
            {
                SubmissionSetId = submission.SubmissionSet.UniqueId,
                DocumentIds = [.. submission.DocumentEntries.Except(signatures).Select(one => one.UniqueId ?? "")],
                SignatureIds = [.. signatures.Select(one => one.UniqueId ?? "")],
                Expected = SignerExpectation.Of(submission.SubmissionSet.Authors),
                ExpectedUser = user,
            },
            cancel);
    }

    /// <summary>What came with the submission, else what an earlier one has left here.</summary>
    private Stream? Open(string uniqueId)
    {
        var reference = _staged.TryGetValue(uniqueId, out var staged)
            ? staged.Reference
            : repository.Readers.Read(session => DocumentStore.FindPublished(session, uniqueId))?.Content;
        return reference is null ? null : repository.Content.OpenStream(reference);
    }

    private static void Refuse(RegistryErrors errors, DocumentEntry entry, LevelResult result)
    {
        var place = result.Document is null
            ? $"DocumentEntry {entry.Rim.Id}"
            : $"DocumentEntry {entry.Rim.Id}, digest of {result.Document}";
        var isUnchecked = result.State == LevelState.NotChecked ? "could not be checked: " : "";
        errors.Add(RegistryErrorCode.XDSRepositoryMetadataError, new Explanation(
            RuleOf(result.Level), $"signature {entry.UniqueId}: {isUnchecked}{result.Reason}", place,
            result.Document ?? entry.UniqueId, AcceptedAt(result.Level), Source));
    }

    private static string AcceptedAt(SignatureLevel level) => level switch
    {
        SignatureLevel.Value => "XAdES with a value that the key of its certificate made",
        SignatureLevel.Integrity => "manifest and signed properties as they were signed",
        SignatureLevel.Signer => "a certificate that the folder of signers accepts, valid when it signed",
        SignatureLevel.SigningCertificate => "a signed SigningCertificate that names the certificate used",
        SignatureLevel.Digest => "the document that was signed",
        SignatureLevel.Completeness =>
            "a manifest that names the submission set, each document of it, and nothing else",
        _ => "a certificate whose subject bears the identifier of an author of the submission set",
    };
}

/// <summary>A signature, and the rules that it breaks.</summary>
internal sealed record VerifiedSignature(string UniqueId, IReadOnlyList<string> Shortcomings);
