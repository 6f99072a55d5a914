using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Output;
using XdsDmp.Hosting;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Xml;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>
/// A practice's software that speaks with the DMP over mutual TLS. Every exchange leaves its audit message, as both
/// ends must.
/// </summary>
internal sealed class DmpClient : IDisposable
{
    private static readonly SoapLimits Limits = new() { Xml = XmlLimits.Metadata };

    private readonly ClientSettings _settings;
    private readonly ClientTls _tls;
    private readonly HttpClient _http;
    private readonly SoapClient _soap;
    private readonly ClientAudit _audit;

    public DmpClient(ClientSettings settings)
    {
        _settings = settings;
        Assertion = settings.Assertion;
        _tls = new ClientTls(settings);
        _http = new HttpClient(MutualTlsHandler.Create(_tls.Policy)) { Timeout = settings.Timeout };
        _soap = new SoapClient(_http, Limits, settings.SignsMessages
            ? OwnSignature.Of(() => _tls.Certificate, _tls.Trust, Limits.Xml, TimeProvider.System).Signing
            : OwnSignature.Carrying);
        _audit = new ClientAudit(settings, _tls);
    }

    /// <summary>Goes with every message; one client may act for one user after another.</summary>
    public ReadOnlyMemory<byte> Assertion { get; set; }

    /// <summary>Where a transaction is answered: beside the registry.</summary>
    public static Uri EndpointOf(Uri registry, TransactionId id)
    {
        var service = id.RequestElement.Namespace switch
        {
            DmpTransactions.HabilitationsNamespace => "habilitations",
            DmpTransactions.PatientsNamespace =>
                id == DmpTransactions.Td00 ? "patientCertif" : "PatientSpecific",
            _ => "patients",
        };
        return new Uri(registry, service);
    }

    public async Task<DmpAnswer> CallAsync(
        TransactionId id, ReadOnlyMemory<byte> body, PatientId? patient, CancellationToken cancel)
    {
        var registry = _settings.Registry
            ?? throw CommandException.Usage("nobody said where that is: --registry URL is needed");
        var endpoint = EndpointOf(registry, id);
        DmpAnswer? answer = null;
        try
        {
            using var message = await _soap.CallAsync(endpoint, new OutgoingMessage
            {
                Form = new SoapForm(SoapVersion.Soap12, IsMtom: false),
                Addressing = new AddressingHeaders { Action = id.Action },
                Body = body,
                Assertion = Assertion,
            }, sink: null, cancel);
            return answer = DmpAnswer.Of(message);
        }
        finally
        {
            await _audit.SendAsync(DmpTransactionEvent.Build(
                _audit.Context(endpoint), new AuditedDmpAccess(id.Number, id.Name, ActionOf(id), patient?.ToString()),
                ResultOf(answer)));
        }
    }

    public void Dispose()
    {
        _audit.Dispose();
        _http.Dispose();
        _tls.Dispose();
    }

    private static EventAction ActionOf(TransactionId id) => id.Number switch
    {
        "TD1.1" => EventAction.Create,
        "TD0.5" => EventAction.Execute,
        "TD0.0" or "TD0.2" or "TD0.4" or "TD1.3a" or "TD1.6" => EventAction.Read,
        _ => EventAction.Update,
    };

    private static TransactionResult ResultOf(DmpAnswer? answer) => answer switch
    {
        null => TransactionResult.Failure(EventOutcome.MinorFailure, "no answer"),
        { Mistakes.Count: 0 } => TransactionResult.Success,
        _ => TransactionResult.Failure(
            EventOutcome.MinorFailure, string.Join(", ", answer.Mistakes.Select(mistake => mistake.Code))),
    };
}
