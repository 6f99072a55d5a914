using System.Buffers;
using System.Security.Cryptography;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Documents;

/// <summary>
/// The digest of a document as a manifest asks for it: of the octets, in one pass and constant memory; or of a
/// canonical form, for which the document is parsed within limits.
/// </summary>
public static class DocumentDigest
{
    private const int BufferBytes = 128 * 1024;

    /// <exception cref="System.Xml.XmlException">The document has no canonical form, or exceeds a limit.</exception>
    public static async ValueTask<byte[]> OfAsync(
        Stream content, DigestMethod method, CanonicalMethod? canonical, DocumentSignatureRules rules,
        CancellationToken cancel)
    {
        if (canonical is null)
        {
            return await OfOctetsAsync(content, method.Hash, cancel).ConfigureAwait(false);
        }

        var octets = await ReadAsync(content, rules.MaxCanonicalBytes, cancel).ConfigureAwait(false);
        using var digest = new DigestWriter(method.Hash);
        new Canonicalizer(canonical, digest).Write(NodeTree.Read(octets, rules.DocumentLimits));
        return digest.Finish();
    }

    private static async ValueTask<byte[]> OfOctetsAsync(
        Stream content, HashAlgorithmName algorithm, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
            }

            return hash.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        Stream content, int maxBytes, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                if (memory.Length + read > maxBytes)
                {
                    throw new Xml.XmlLimitException($"it is larger than {maxBytes} octets", 0, 0);
                }

                memory.Write(buffer, 0, read);
            }

            return memory.GetBuffer().AsMemory(0, (int)memory.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
