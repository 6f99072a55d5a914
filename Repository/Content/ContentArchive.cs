using XdsDmp.Audit.Events;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Repository.Content.Encryption;
using XdsDmp.Repository.Integrity;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>
/// A repository's content as those see it who copy its octets, or put them back: beside a running service, or without
/// one. What is encrypted stays encrypted.
/// </summary>
public sealed class ContentArchive : IDisposable
{
    private readonly ToolParts _parts;
    private readonly MasterKeys _keys;
    private readonly ContentVault _vault;
    private readonly Database _database;

    private ContentArchive(RepositoryOptions options, SecurityOptions security, bool needsKeys)
    {
        _parts = new ToolParts(options, security);
        Kind = options.ContentStore;
        _database = new Database(options.Database);
        Store = ContentStores.Open(options, _parts.Parts);

        // A command may ask a person for the keys, and these are not needed to copy what they seal.
        _keys = needsKeys || File.Exists(options.MasterKeyFile) ? MasterKeys.Of(options) : MasterKeys.None;
        _vault = new ContentVault(Store, _keys, options.MaxDocumentBytes);
    }

    public ContentStoreKind Kind { get; }

    public IContentStore Store { get; }

    /// <param name="configuration">The repository's settings.</param>
    /// <param name="needsKeys">
    /// True when documents are to be read; false when their octets are only to be copied.
    /// </param>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static ContentArchive Open(IConfiguration configuration, bool needsKeys = false) =>
        new(
            configuration.Read<RepositoryOptions>("Repository"), configuration.Read<SecurityOptions>("Security"),
            needsKeys);

    internal ContentInspection Inspection => new(_vault, _parts.Parts.Readers);

    /// <summary>What is mended is audited by the repository, or by it when it runs next.</summary>
    internal ContentRepair Repair
    {
        get
        {
            // As the service does: what lies in the file may be of an older version.
            MigrationRunner.Migrate(_database, MigrationSet.Shared, RepositoryTables.Migrations);
            var writer = _parts.Parts.Writer();
            var audit = new AuditTrail(AuditNode.OfThisProcess("xdsdmp-repository"), writer, TimeProvider.System);
            return new ContentRepair(_vault, _keys, writer, _parts.Parts.Readers, audit, TimeProvider.System);
        }
    }

    /// <summary>How many documents each master key seals, and whether it is at hand.</summary>
    internal IReadOnlyList<(string Id, long Documents, bool IsAtHand)> Seals =>
        _parts.Parts.Readers.Read(session => SealStore
        .MasterKeys(session).Select(id => (id, SealStore.Count(session, id), _keys.Has(id))).ToList());

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
            await ContentVerifier.VerifyAsync(_vault, document, cancel);
            return null;
        }
        catch (ContentDamagedException damaged)
        {
            return damaged.Message;
        }
    }

    public void Dispose()
    {
        (Store as IDisposable)?.Dispose();
        _parts.Dispose();
    }
}
