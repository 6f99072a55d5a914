using System.Buffers;
using System.Security.Cryptography;
using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Messages;

/// <summary>
/// The digest of a Body that refers to attachments, to be compared when these are there. They are read from wherever
/// they are kept, a piece at a time.
/// </summary>
public sealed class PendingBody
{
    private const int PieceOctets = 64 * 1024;

    private readonly CanonicalPieces _pieces;
    private readonly XmlReference _reference;

    internal PendingBody(CanonicalPieces pieces, XmlReference reference)
    {
        _pieces = pieces;
        _reference = reference;
    }

    /// <param name="openText">Opens the base64 text that an xop href stands for; null when there is none.</param>
    /// <param name="cancel">The caller went away.</param>
    /// <exception cref="UntrustedMessageException">Body and attachments are not what was signed.</exception>
    public async Task CompleteAsync(Func<string, Stream?> openText, CancellationToken cancel)
    {
        var digest = await DigestAsync(_pieces, _reference.Digest, openText, cancel).ConfigureAwait(false);
        if (!digest.AsSpan().SequenceEqual(_reference.Value))
        {
            throw SignatureVerifier.Differs(_reference);
        }
    }

    internal static async Task<byte[]> DigestAsync(
        CanonicalPieces pieces, DigestMethod method, Func<string, Stream?> openText, CancellationToken cancel)
    {
        // No bound here, unlike for a canonical form alone: documents are bounded where they are received.
        using var digest = IncrementalHash.CreateHash(method.Hash);
        foreach (var (octets, href) in pieces.Pieces)
        {
            digest.AppendData(octets.Span);
            if (href is not null)
            {
                await AppendAsync(digest, href, openText, cancel).ConfigureAwait(false);
            }
        }

        return digest.GetHashAndReset();
    }

    private static async Task AppendAsync(
        IncrementalHash digest, string href, Func<string, Stream?> openText, CancellationToken cancel)
    {
        await using var text = openText(href) ?? throw new UntrustedMessageException(
            SecurityFault.FailedCheck, "the signed Body refers to an attachment that is not there");
        var piece = ArrayPool<byte>.Shared.Rent(PieceOctets);
        try
        {
            int count;
            while ((count = await text.ReadAsync(piece, cancel).ConfigureAwait(false)) > 0)
            {
                digest.AppendData(piece.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
