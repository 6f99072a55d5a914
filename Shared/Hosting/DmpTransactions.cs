namespace XdsDmp.Hosting;

/// <summary>
/// The transactions of the DMP that are none of IHE's (DMP, Interfaces LPS, SEL-MP-037). Several share one action and
/// are told apart by the reason that the message gives.
/// </summary>
public static class DmpTransactions
{
    public const string HabilitationsNamespace = "urn:si-dmp-habilitations";
    public const string PatientsNamespace = "urn:si-dmp-patients";
    private const string Hl7 = "urn:hl7-org:v3";

    /// <summary>Historical: until 30/09/2023.</summary>
    public static TransactionId Td00 { get; } = Business(
        "TD0.0", "Identity Acquisition", PatientsNamespace, "PatientCertifEndPoint", "identityCertification");

    public static TransactionId Td02 { get; } = Message(
        "TD0.2", "Test of Existence", "PRPA_IN201307UV02", "PRPA_IN201308UV02");

    public static TransactionId Td03 { get; } = Business(
        "TD0.3", "Authorisation", HabilitationsNamespace, "HabilitationsEndPoint", "setAuthorization");

    public static TransactionId Td04 { get; } = Business(
        "TD0.4", "List of Patients", PatientsNamespace, "PatientSpecificEndPoint", "patientList");

    public static TransactionId Td05 { get; } = Message(
        "TD0.5", "Patient Search", "PRPA_IN201305UV02", "PRPA_IN201306UV02");

    public static TransactionId Td11 { get; } = Message(
        "TD1.1", "Creation", "PRPA_IN201311UV02", "PRPA_IN201311UV02_Response");

    public static TransactionId Td12 { get; } = Change("TD1.2", "Reactivation");

    public static TransactionId Td13a { get; } = Message(
        "TD1.3a", "Consultation of Administrative Data", "PRPA_IN201307UV02", "PRPA_IN201308UV02");

    public static TransactionId Td13b { get; } = Change("TD1.3b", "Change of Administrative Data");

    public static TransactionId Td14 { get; } = Change("TD1.4", "Closing");

    public static TransactionId Td15a { get; } = Business(
        "TD1.5a", "Patient Account", PatientsNamespace, "PatientSpecificEndPoint", "createPatientAccess");

    public static TransactionId Td15b { get; } = Business(
        "TD1.5b", "Channel of One-time Codes", PatientsNamespace, "PatientSpecificEndPoint", "patientOTPUpdate");

    public static TransactionId Td15d { get; } = Business(
        "TD1.5d", "New Credentials of a Patient", PatientsNamespace, "PatientSpecificEndPoint", "updatePatientAccess");

    public static TransactionId Td16 { get; } = Business(
        "TD1.6", "List of Authorisations", HabilitationsNamespace, "HabilitationsEndPoint",
        "listAuthorizationByPatient");

    /// <summary>Our own: who did what with a DMP (PDT-INF-527 shows it to patients on web pages).</summary>
    public static TransactionId Traces { get; } = new(
        "DMP-TRACES", "List of Traces", "urn:xdsdmp:dmp:traces:ListTraces", "urn:xdsdmp:dmp:traces:ListTracesResponse",
        new("urn:xdsdmp:dmp:traces", "ListTracesRequest"));

    public static IReadOnlyList<TransactionId> All { get; } =
        [Td00, Td02, Td03, Td04, Td05, Td11, Td12, Td13a, Td13b, Td14, Td15a, Td15b, Td15d, Td16, Traces];

    private static TransactionId Change(string number, string name) =>
        Message(number, name, "PRPA_IN201314UV02", "PRPA_IN201314UV02_Response");

    private static TransactionId Message(string number, string name, string message, string reply) =>
        new(number, name, $"{Hl7}:{message}", $"{Hl7}:{reply}", new(Hl7, message));

    private static TransactionId Business(
        string number, string name, string space, string endPoint, string operation) => new(
            number, name, $"{space}:{endPoint}:{operation}", $"{space}:{endPoint}:{operation}Response",
            new(space, operation));
}
