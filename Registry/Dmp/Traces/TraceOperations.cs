using XdsDmp.Hosting;
using XdsDmp.Soap;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>
/// An operation of our own, in a namespace of ours: the traces of a DMP for patients and professionals (PDT-INF-527:
/// one year or a hundred traces). Described by <c>DmpTraces.wsdl</c>.
/// </summary>
internal static class TraceOperations
{
    public const string Path = "/traces";
    public const string Namespace = "urn:xdsdmp:dmp:traces";
    private const long MaxEnvelopeBytes = 1024 * 1024;

    /// <summary>Action URI → transaction.</summary>
    public static SoapService Table(RegistryNode registry, TraceSearch search) => new(
        Path, "DmpTraces.wsdl", new SoapLimits { MaxEnvelopeBytes = MaxEnvelopeBytes },
        [
            new SoapOperation(DmpTransactions.Traces, exchange => new ListTraces(exchange, registry, search)),
        ]);
}
