using XdsDmp.Repository.Content.Encryption;

namespace XdsDmp.Repository.Content;

/// <summary>Octets that are durable but not yet a document that anybody can see.</summary>
/// <param name="Key">Name in the content store.</param>
/// <param name="Size">Octets.</param>
/// <param name="Sha1">The hash that XDS asks for (ITI TF-3 §4.2.3.2.10), 20 bytes.</param>
/// <param name="Sha256">The hash that we trust, 32 bytes.</param>
/// <param name="Seal">How it is encrypted; null: it is not.</param>
public sealed record StagedContent(string Key, long Size, byte[] Sha1, byte[] Sha256, ContentSeal? Seal)
{
    public ContentReference Reference => new(Key, Size, Sha256, Seal);
}
