using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Repository.Content.Encryption;

/// <summary>
/// The master keys: the first wraps the keys of new documents, the others still unwrap those of older ones until
/// <see cref="KeyRotation"/> has gone through them.
/// </summary>
internal sealed class MasterKeys(Func<IReadOnlyList<MasterKey>> read)
{
    private volatile IReadOnlyList<MasterKey> _keys = read();

    public static MasterKeys None { get; } = new(() => []);

    /// <summary>Null: documents are not encrypted.</summary>
    public MasterKey? Current => _keys.Count > 0 ? _keys[0] : null;

    public bool Has(string id) => _keys.Any(key => key.Id == id);

    /// <summary>As the settings say: from a file, from a command, or none.</summary>
    /// <exception cref="ConfigurationException">They do not lead to keys.</exception>
    public static MasterKeys Of(RepositoryOptions options) => (options.MasterKeyFile, options.MasterKeyCommand) switch
    {
        ({ Length: > 0 }, { Count: > 0 }) => throw new ConfigurationException(
            "Repository:MasterKeyFile and Repository:MasterKeyCommand are both set; master keys come from one of them"),
        ({ Length: > 0 } file, _) => new MasterKeys(() => KeyRing.ReadFile(file)),
        (_, { Count: > 0 } command) => OfCommand(command),
        _ => None,
    };

    /// <summary>
    /// Takes up keys that were added to the file. What is wrong with it is thrown, and the keys stay.
    /// </summary>
    /// <exception cref="ConfigurationException">The file does not lead to keys any more.</exception>
    public void Renew() => _keys = read();

    /// <exception cref="IOException">The master key is not among those configured.</exception>
    /// <exception cref="ContentDamagedException">The wrapped key was changed.</exception>
    public DataKey Unwrap(string contentKey, ContentSeal seal) =>
        (_keys.FirstOrDefault(key => key.Id == seal.MasterKey) ?? throw new IOException(
            $"content {contentKey} is sealed by master key {seal.MasterKey}, which is not configured"))
        .Unwrap(contentKey, seal);

    /// <summary>A command may ask a human or a machine of its own: it runs once, when the service starts.</summary>
    private static MasterKeys OfCommand(IReadOnlyList<string> command)
    {
        var keys = KeyRing.ReadCommand(command);
        return new MasterKeys(() => keys);
    }

    /// <summary>The same key of the document, wrapped by the current master key.</summary>
    public ContentSeal Rewrap(string contentKey, ContentSeal seal)
    {
        using var key = Unwrap(contentKey, seal);
        return Current!.Wrap(contentKey, key);
    }
}
