using Microsoft.Extensions.Configuration;
using XdsDmp.Atna;
using XdsDmp.Hosting;
using XdsDmp.Registry;
using XdsDmp.Repository;

namespace XdsDmp.Bench.Servers;

/// <summary>The three services in one process, as the embedded default runs them.</summary>
internal sealed class ProductServer(AtnaService atna, RegistryService registry, RepositoryService repository) : IServer
{
    public string Greeting => $"{registry.Url} {repository.Url} {atna.SyslogPort}";

    public static async Task<ProductServer> StartAsync(
        Workplace workplace, params IReadOnlyList<KeyValuePair<string, string?>> more)
    {
        var settings = Settings(workplace, more);
        var logs = Logs.Create(settings);
        var atna = await AtnaService.StartAsync(settings, logs);
        var receiver = new KeyValuePair<string, string?>("Audit:ReceiverPort", $"{atna.SyslogPort}");
        var registry = await RegistryService.StartAsync(
            Settings(workplace, [receiver, .. more]), logs, atna.Local);
        settings = Settings(
            workplace, [receiver, .. more, new("Repository:RegistryUrl", registry.Url.AbsoluteUri)]);
        return new ProductServer(
            atna, registry, await RepositoryService.StartAsync(settings, logs, registry.Local, atna.Local));
    }

    public Task<string> AnswerAsync(string command) => Task.FromResult("");

    public async ValueTask DisposeAsync()
    {
        await repository.DisposeAsync();
        await registry.DisposeAsync();
        await atna.DisposeAsync();
    }

    private static IConfigurationRoot Settings(Workplace workplace, IEnumerable<KeyValuePair<string, string?>> more) =>
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Logs:Level", "Error"),
            new("Security:Certificate", workplace.Pki.Node.CertificatePath),
            new("Security:Key", workplace.Pki.Node.KeyPath),
            new("Security:TrustFolder", workplace.Pki.TrustFolder),
            new("Atna:Port", "0"),
            new("Atna:HttpPort", "0"),
            new("Atna:WebPort", "-1"),
            new("Health:AtnaPort", "-1"),
            new("Health:RegistryPort", "-1"),
            new("Health:RepositoryPort", "-1"),
            new("Atna:CheckpointKey", Path.Combine(workplace.Folder, "atna-checkpoint.key")),
            new("Atna:AnchorFile", Path.Combine(workplace.Folder, "atna-checkpoints.txt")),
            new("Registry:Port", "0"),
            new("Registry:MllpPort", "-1"),
            new("Registry:UnknownPatients", "Accept"),
            new("Repository:Port", "0"),
            new("Repository:ContentFolder", Path.Combine(workplace.Folder, "documents")),
            new("Repository:RepositoryUniqueId", Workplace.RepositoryUniqueId),
        ]).AddInMemoryCollection(more).Build();
}
