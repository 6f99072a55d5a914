using XdsDmp.Atna.Searches;
using XdsDmp.Hosting;
using XdsDmp.Soap;

namespace XdsDmp.Atna.Soap;

/// <summary>
/// Two operations of our own, for integration engines that speak nothing but SOAP: what ITI-20 and ITI-81 do, in a
/// namespace of ours. Described by <c>AuditRecordRepository.wsdl</c>.
/// </summary>
internal static class AuditOperations
{
    public const string Path = "/soap";
    public const string Namespace = "urn:xdsdmp:atna";
    private const long MaxEnvelopeBytes = 16L * 1024 * 1024;

    public static TransactionId Record { get; } = Of("RecordAuditMessage", "Record Audit Message");

    public static TransactionId Search { get; } = Of("SearchAuditMessages", "Search Audit Messages");

    /// <summary>Action URI → transaction.</summary>
    public static SoapService Table(SecureNode node, AtnaOptions options, Uri root)
    {
        var auditors = new Auditors(options.Auditors, node.Permission);
        return new SoapService(
            Path, "AuditRecordRepository.wsdl", new SoapLimits { MaxEnvelopeBytes = MaxEnvelopeBytes },
            [
                new SoapOperation(Record, exchange => new RecordAuditMessage(exchange, node))
                {
                    Permission = TransactionNumber.Iti20,
                },
                new SoapOperation(Search, exchange => new SearchAuditMessages(exchange, node, auditors, root))
                {
                    Permission = null,
                },
            ]);
    }

    private static TransactionId Of(string operation, string name) => new(
        operation, name, $"{Namespace}:{operation}", $"{Namespace}:{operation}Response",
        new XmlName(Namespace, operation + "Request"));
}
