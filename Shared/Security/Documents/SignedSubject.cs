using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Documents;

/// <summary>
/// What a signature is verified against: the documents, the submission set, and who should have signed.
/// </summary>
/// <param name="Open">The octets of a document by its uniqueId; null when they are not at hand.</param>
public sealed record SignedSubject(Func<string, Stream?> Open)
{
    /// <summary>The uniqueId of the submission set; null when there is none to compare with.</summary>
    public string? SubmissionSetId { get; init; }

    /// <summary>The documents of the set that its signature must name.</summary>
    public IReadOnlyCollection<string> DocumentIds { get; init; } = [];

    /// <summary>Other signatures of the set, which it may name: two of them cannot name each other.</summary>
    public IReadOnlyCollection<string> SignatureIds { get; init; } = [];

    /// <summary>The authors of the set.</summary>
    public SignerExpectation Expected { get; init; } = SignerExpectation.Nobody;

    /// <summary>The user whose assertion came with the set: the signer must be his, too.</summary>
    public SignerExpectation ExpectedUser { get; init; } = SignerExpectation.Nobody;

    internal LevelResult CheckSigner(X509Certificate2? signer)
    {
        var author = Expected.Check(signer);
        if (author.State == LevelState.Invalid || ExpectedUser == SignerExpectation.Nobody)
        {
            return author;
        }

        var user = ExpectedUser.Check(signer);
        return user.State == LevelState.Invalid || author.State == LevelState.NotChecked ? user : author;
    }
}
