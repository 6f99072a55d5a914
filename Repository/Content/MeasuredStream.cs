using System.Security.Cryptography;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Repository.Content;

/// <summary>Counts, hashes and bounds a document while it passes. The hashes are there when its end was read.</summary>
internal sealed class MeasuredStream(Stream content, long maxBytes) : ReadOnlyStream
{
    private readonly IncrementalHash _sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Octets that have passed.</summary>
    public long Size { get; private set; }

    /// <summary>Whoever sends the document failed, not the store that takes it.</summary>
    public bool IsCutOff { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        IsCutOff = true;
        var read = await content.ReadAsync(buffer, cancellationToken);
        IsCutOff = false;
        Size += read;
        if (Size > maxBytes)
        {
            throw new ContentTooLargeException(maxBytes);
        }

        _sha1.AppendData(buffer.Span[..read]);
        _sha256.AppendData(buffer.Span[..read]);
        return read;
    }

    public (byte[] Sha1, byte[] Sha256) Hashes() => (_sha1.GetHashAndReset(), _sha256.GetHashAndReset());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sha1.Dispose();
            _sha256.Dispose();
        }

        base.Dispose(disposing);
    }
}
