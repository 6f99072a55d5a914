using XdsDmp.Hosting;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Messages;
using XdsDmp.Soap;

namespace XdsDmp.Registry.Dmp.Services;

/// <summary>The services of the DMP beside the registry, as tables; served with <c>Profile=Dmp</c> only.</summary>
internal static class DmpServices
{
    public const string Patients = "/patients";
    public const string Habilitations = "/habilitations";
    public const string PatientSpecific = "/PatientSpecific";
    public const string PatientCertif = "/patientCertif";

    /// <summary>Where clients of the DMP look for its services.</summary>
    public const string DmpBase = "/si-dmp-server/v2/services";

    /// <summary>The largest message that is known has some ten thousand characters.</summary>
    private const int MaxEnvelopeBytes = 1024 * 1024;

    public static IReadOnlyList<SoapService> Tables(RegistryNode registry) =>
    [
        Service(registry, Patients, "DmpPatients.wsdl",
        [
            Query(registry, DmpTransactions.Td02, ActReasons.Exists, DmpFunction.TestExistence),
            Query(registry, DmpTransactions.Td13a, ActReasons.ReadData, DmpFunction.ReadDemographics),
            new SoapOperation(DmpTransactions.Td05, exchange => new FindPatients(exchange, registry)),
            Change(DmpTransactions.Td11, ActReasons.Create, exchange => new CreateDmp(exchange, registry)),
            Change(registry, DmpTransactions.Td12, ActReasons.Reactivate),
            Change(registry, DmpTransactions.Td13b, ActReasons.ChangeData),
            Change(registry, DmpTransactions.Td14, ActReasons.Close),
        ]),
        Service(registry, Habilitations, "DmpHabilitations.wsdl",
        [
            Trial(DmpTransactions.Td03, exchange => new SetAuthorization(exchange, registry)),
            new SoapOperation(DmpTransactions.Td16, exchange => new ListAuthorizations(exchange, registry)),
        ]),
        Service(registry, PatientSpecific, "DmpPatientSpecific.wsdl",
        [
            new SoapOperation(DmpTransactions.Td04, exchange => new ListPatients(exchange, registry)),
            Account(registry, DmpTransactions.Td15a),
            Account(registry, DmpTransactions.Td15b),
            Account(registry, DmpTransactions.Td15d),
        ]),
        Service(registry, PatientCertif, "DmpPatientCertif.wsdl",
            [new SoapOperation(DmpTransactions.Td00, exchange => new CertifyIdentity(exchange, registry))]),
    ];

    private static SoapService Service(
        RegistryNode registry, string path, string wsdl, IReadOnlyList<SoapOperation> transactions) =>
        new(
            path, wsdl,
            new SoapLimits { MaxEnvelopeBytes = MaxEnvelopeBytes, MaxTotalBytes = MaxEnvelopeBytes }, transactions)
        {
            OtherPaths = [DmpBase + path],
            ValidateSchema = registry.Options.ValidateSchema,
        };

    private static SoapOperation Query(
        RegistryNode registry, TransactionId id, string reason, DmpFunction function) =>
        new(id, exchange => new QueryPatient(exchange, registry, id, function))
        {
            Recognises = request => MessageNodes.ReasonOf(request) == reason,
        };

    private static SoapOperation Change(RegistryNode registry, TransactionId id, string reason) =>
        Change(id, reason, exchange => new ChangeDmp(exchange, registry, id));

    private static SoapOperation Change(TransactionId id, string reason, Func<SoapExchange, ITransaction> begin) =>
        Trial(id, begin) with { Recognises = request => MessageNodes.ReasonOf(request) == reason };

    private static SoapOperation Account(RegistryNode registry, TransactionId id) =>
        Trial(id, exchange => new PatientAccounts(exchange, registry, id));

    /// <summary>What changes a DMP can be tried before it is done.</summary>
    private static SoapOperation Trial(TransactionId id, Func<SoapExchange, ITransaction> begin) =>
        new(id, begin) { HasDryRun = true };
}
