using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna;

/// <summary>
/// The audit repository's HTTP port, with mutual TLS like every other: the FHIR feed of ITI-20 and ITI-81 below
/// <c>/fhir</c>.
/// </summary>
internal sealed class AtnaHttp : IAsyncDisposable
{
    private const string FhirPath = "/fhir";
    private readonly KestrelHost _host;

    private AtnaHttp(KestrelHost host) => _host = host;

    /// <summary>The FHIR base URL.</summary>
    public Uri Fhir => new(_host.Url, FhirPath);

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<AtnaHttp> StartAsync(SecureNode node, AtnaOptions options)
    {
        var cursorKey = await SecretStore.EnsureAsync(node.Writer, "search cursor");
        return new AtnaHttp(await KestrelHost.StartHttpAsync(
            node, new ListenAddress(options.Address, options.HttpPort, options.PublicHost),
            root => Paths(node, options, root, cursorKey).HandleAsync));
    }

    /// <summary>Finishes what is being answered, then closes.</summary>
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Path → handler. What is new is entered here.</summary>
    private static PathTable Paths(SecureNode node, AtnaOptions options, Uri root, byte[] cursorKey) => new(
        (FhirPath, new FhirEndpoint(
            FhirTable.Of(node, options, new Uri(root, FhirPath), cursorKey), FhirPath, node.Logger).HandleAsync));
}
