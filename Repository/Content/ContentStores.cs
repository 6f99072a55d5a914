using XdsDmp.Hosting.Configuration;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Content;

/// <summary>Which content store the settings choose.</summary>
public enum ContentStoreKind
{
    /// <summary>Files below <c>Repository:ContentFolder</c>.</summary>
    Disk,

    /// <summary>Rows of the repository's database.</summary>
    Sql,

    /// <summary>Objects of an S3-compatible server, see <see cref="S3Options"/>.</summary>
    S3,
}

/// <summary>What content stores stand on beside the settings.</summary>
/// <param name="Writer">Of the repository's database; asked for when something is to be written.</param>
/// <param name="Readers">Of the same.</param>
/// <param name="LogBytes">How large its write-ahead log is.</param>
/// <param name="NewHttp">Makes the connections to an S3 server, with the trust that the settings say.</param>
/// <param name="Staged">Where a store that cannot list what is staged says so; null: nobody would look there.</param>
internal sealed record ContentStoreParts(
    Func<GroupCommitWriter> Writer, ReaderPool Readers, Func<long> LogBytes,
    Func<S3Options, HttpMessageHandler> NewHttp, StagedKeys? Staged);

/// <summary>Makes the content store that the settings choose.</summary>
internal static class ContentStores
{
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static IContentStore Open(RepositoryOptions options, ContentStoreParts parts) =>
        Checked(options).ContentStore switch
        {
            ContentStoreKind.Disk => new FileContentStore(options.ContentFolder, options.MinFreeBytes),
            ContentStoreKind.Sql => new SqlContentStore(
                parts.Writer, parts.Readers, SpaceOfDatabase(options), parts.LogBytes,
                TimeProvider.System),
            ContentStoreKind.S3 => new S3ContentStore(
                new S3Connection(options.S3, parts.NewHttp(options.S3)), parts.Staged),
            _ => throw new ConfigurationException($"Repository:ContentStore '{options.ContentStore}' is not known"),
        };

    /// <summary>Nothing is opened, and nobody asked.</summary>
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static RepositoryOptions Checked(RepositoryOptions options)
    {
        if (options.ContentStore != ContentStoreKind.S3)
        {
            return options;
        }

        S3Connection.Check(options.S3);
        return options.MaxDocumentBytes <= S3Connection.MostBytes(options.S3)
            ? options
            : throw new ConfigurationException(
                "Repository:S3:PartBytes is too small for documents of Repository:MaxDocumentBytes: "
                + $"{S3Connection.MaxParts} parts hold {S3Connection.MostBytes(options.S3)} octets");
    }

    private static DiskSpace? SpaceOfDatabase(RepositoryOptions options) => Database.IsServer(options.Database)
        ? null
        : new DiskSpace(Path.GetDirectoryName(Path.GetFullPath(options.Database))!, options.MinFreeBytes);
}
