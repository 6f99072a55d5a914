namespace XdsDmp.Repository.Content.Encryption;

/// <summary>
/// The key of one document, wrapped by a master key. It stands in the database beside the document, so that a new
/// master key costs a row and not a document.
/// </summary>
/// <param name="MasterKey">Which master key has wrapped it: <see cref="Encryption.MasterKey.Id"/>.</param>
/// <param name="WrappedKey">Nonce (12 octets), encrypted key (32), tag (16).</param>
public sealed record ContentSeal(string MasterKey, byte[] WrappedKey);
