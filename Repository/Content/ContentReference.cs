using XdsDmp.Repository.Content.Encryption;

namespace XdsDmp.Repository.Content;

/// <summary>What it takes to read a document again, and to know that it is the one that was stored.</summary>
/// <param name="Key">Name in the content store.</param>
/// <param name="Size">Octets of the document.</param>
/// <param name="Sha256">Its hash, 32 bytes.</param>
/// <param name="Seal">How it is encrypted; null: it is not.</param>
public sealed record ContentReference(string Key, long Size, byte[] Sha256, ContentSeal? Seal);
