using XdsDmp.CommandLine.Documents;

namespace XdsDmp.CommandLine.Import;

/// <summary>The system that things are copied from: one registry, and the repositories that it refers to.</summary>
internal sealed class ImportSource(ClientSettings settings, IReadOnlyDictionary<string, Uri> repositories) : IDisposable
{
    /// <summary>The repository for every repositoryUniqueId that has none of its own.</summary>
    public const string Any = "";

    public XdsClient Client { get; } = new(settings);

    public Uri Registry => settings.Registry!;

    /// <summary>Null: nobody said where that repository is.</summary>
    public Uri? RepositoryOf(string? repositoryUniqueId) =>
        repositories.GetValueOrDefault(repositoryUniqueId ?? Any) ?? repositories.GetValueOrDefault(Any);

    public void Dispose() => Client.Dispose();
}
