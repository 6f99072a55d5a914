using System.Security.Cryptography;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Security.Trust;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>
/// A repository's content as those see it who copy its octets, or put them back: beside a running service, or without
/// one. What is encrypted stays encrypted.
/// </summary>
public sealed class ContentArchive : IDisposable
{
    private readonly MasterKeys _keys;
    private readonly ContentVault _vault;
    private readonly GroupCommitWriter _writer;
    private readonly ReaderPool _readers;

    private ContentArchive(RepositoryOptions options, Func<S3Options, HttpMessageHandler> newHttp)
    {
        Kind = options.ContentStore;
        var database = new Database(options.Database);
        _writer = new GroupCommitWriter(database);
        _readers = new ReaderPool(database);
        Store = ContentStores.Open(
            options, new ContentStoreParts(_writer, _readers, TimeProvider.System, newHttp));

        // A command may ask a person for the keys, and these are not needed to copy what they seal.
        _keys = File.Exists(options.MasterKeyFile) ? MasterKeys.Of(options) : MasterKeys.None;
        _vault = new ContentVault(Store, _keys, options.MaxDocumentBytes);
    }

    public ContentStoreKind Kind { get; }

    public IContentStore Store { get; }

    /// <param name="configuration">The repository's settings.</param>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static ContentArchive Open(IConfiguration configuration) =>
        new(
            configuration.Read<RepositoryOptions>("Repository"),
            s3 => MutualTlsHandler.Create(TlsOf(configuration.Read<SecurityOptions>("Security"), s3)));

    /// <summary>The octets as they are stored; null: there are none.</summary>
    /// <exception cref="IOException">Trouble of the store itself.</exception>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancel) =>
        await Store.OpenAsync(key, cancel) is { } content ? new StoredStream(content) : null;

    /// <summary>How many octets the store has for a document that is whole.</summary>
    public static long StoredSizeOf(ContentReference document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Seal is null ? document.Size : SealedChunks.SealedSize(document.Size);
    }

    /// <summary>Whether the key is at hand that the document is sealed with.</summary>
    public bool CanUnseal(ContentReference document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Seal is { } seal && _keys.Has(seal.MasterKey);
    }

    /// <summary>Reads a sealed document; says what is wrong with it, or null.</summary>
    public async Task<string?> ProblemOfSealedAsync(ContentReference document, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(document);
        try
        {
            await using var plain = _vault.OpenStream(document);
            var sha256 = await SHA256.HashDataAsync(plain, cancel);
            return sha256.AsSpan().SequenceEqual(document.Sha256) ? null : "its SHA-256 is not the one that was stored";
        }
        catch (ContentDamagedException damaged)
        {
            return damaged.Message;
        }
    }

    public void Dispose()
    {
        (Store as IDisposable)?.Dispose();
        _writer.Dispose();
        _readers.Dispose();
    }

    /// <summary>What is wrong with a connection is told by the connection that fails.</summary>
    internal static TlsPolicy TlsOf(SecurityOptions security, S3Options s3)
    {
        var tls = NodeTls.Of(security, TimeProvider.System, _ => { }, _ => { });
        return s3.TrustFolder.Length > 0
            ? tls.Trusting(new TrustStore(s3.TrustFolder, TimeProvider.System, _ => { }))
            : tls;
    }
}
