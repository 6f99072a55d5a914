using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Repository.Content;

/// <summary>Which content store the settings choose.</summary>
public enum ContentStoreKind
{
    /// <summary>Files below <c>Repository:ContentFolder</c>.</summary>
    Disk = 0,
}

/// <summary>Makes the content store that the settings choose.</summary>
internal static class ContentStores
{
    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static IContentStore Open(RepositoryOptions options) => options.ContentStore switch
    {
        ContentStoreKind.Disk => new FileContentStore(options.ContentFolder, options.MinFreeBytes),
        _ => throw new ConfigurationException($"Repository:ContentStore '{options.ContentStore}' is not known"),
    };
}
