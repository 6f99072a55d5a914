using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Soap;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.Atna;

/// <summary>
/// The audit repository's HTTP port, with mutual TLS like every other: the FHIR feed of ITI-20 and ITI-81 below
/// <c>/fhir</c>, operations for engines that speak SOAP at <c>/soap</c>.
/// </summary>
internal sealed class AtnaHttp : IAsyncDisposable
{
    private const string FhirPath = "/fhir";
    private readonly KestrelHost _host;
    private readonly SoapMount _soap;

    private AtnaHttp(KestrelHost host, SoapMount soap)
    {
        _host = host;
        _soap = soap;
    }

    /// <summary>The FHIR base URL.</summary>
    public Uri Fhir => new(_host.Url, FhirPath);

    /// <summary>Where the SOAP operations are answered.</summary>
    public Uri Soap => _soap.Url;

    /// <exception cref="ConfigurationException">Names the setting that is wrong.</exception>
    public static async Task<AtnaHttp> StartAsync(SecureNode node, AtnaOptions options, byte[] cursorKey)
    {
        SoapMount? soap = null;
        var host = await KestrelHost.StartHttpAsync(
            node, new ListenAddress(options.Address, options.HttpPort, options.PublicHost), root =>
            {
                soap = new SoapMount(node, root, AuditOperations.Table(node, options, root));
                var fhir = FhirTable.Of(node, options, new Uri(root, FhirPath), cursorKey);

                // Path → handler. What is new is entered here.
                return new PathTable(
                    (FhirPath, new FhirEndpoint(
                        fhir, FhirPath, node.Permission, node.Requests, node.Logger).HandleAsync),
                    (AuditOperations.Path, soap.HandleAsync)).HandleAsync;
            });
        return new AtnaHttp(host, soap!);
    }

    /// <summary>Finishes what is being answered, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _soap.DisposeAsync();
    }
}
