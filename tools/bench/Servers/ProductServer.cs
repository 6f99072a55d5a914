using Microsoft.Extensions.Configuration;
using XdsDmp.Hosting;
using XdsDmp.Registry;
using XdsDmp.Repository;

namespace XdsDmp.Bench.Servers;

/// <summary>The services in one process, as the embedded default runs them.</summary>
internal sealed class ProductServer(RegistryService registry, RepositoryService repository) : IServer
{
    public string Greeting => $"{registry.Url} {repository.Url}";

    public static async Task<ProductServer> StartAsync(Workplace workplace)
    {
        var settings = Settings(workplace, []);
        var logs = Logs.Create(settings);
        var registry = await RegistryService.StartAsync(settings, logs);
        settings = Settings(workplace, [new("Repository:RegistryUrl", registry.Url.AbsoluteUri)]);
        return new ProductServer(registry, await RepositoryService.StartAsync(settings, logs));
    }

    public Task<string> AnswerAsync(string command) => Task.FromResult("");

    public async ValueTask DisposeAsync()
    {
        await repository.DisposeAsync();
        await registry.DisposeAsync();
    }

    private static IConfigurationRoot Settings(Workplace workplace, IEnumerable<KeyValuePair<string, string?>> more) =>
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Logs:Level", "Error"),
            new("Security:Certificate", workplace.Pki.Node.CertificatePath),
            new("Security:Key", workplace.Pki.Node.KeyPath),
            new("Security:TrustFolder", workplace.Pki.TrustFolder),
            new("Registry:Port", "0"),
            new("Registry:Database", workplace.RegistryDatabase),
            new("Registry:UnknownPatients", "Accept"),
            new("Repository:Port", "0"),
            new("Repository:Database", workplace.RepositoryDatabase),
            new("Repository:ContentFolder", Path.Combine(workplace.Folder, "documents")),
            new("Repository:RepositoryUniqueId", Workplace.RepositoryUniqueId),
            .. more,
        ]).Build();
}
