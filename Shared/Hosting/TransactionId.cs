namespace XdsDmp.Hosting;

/// <summary>A transaction of the IT Infrastructure domain: used for routing, audit and logs.</summary>
/// <param name="Number">For instance <c>ITI-41</c>: the EventTypeCode of its audit messages.</param>
/// <param name="Name">The transaction's name as audit messages spell it.</param>
/// <param name="Action"><c>wsa:Action</c> of the request.</param>
/// <param name="ReplyAction"><c>wsa:Action</c> of the answer.</param>
/// <param name="RequestElement">The one child that the request's Body must have.</param>
public sealed record TransactionId(
    string Number, string Name, string Action, string ReplyAction, XmlName RequestElement)
{
    private const string Iti = "urn:ihe:iti:";
    private const string Xds = "urn:ihe:iti:xds-b:2007";
    private const string Lcm = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
    private const string Hl7 = "urn:hl7-org:v3";
    private const string Query = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";

    /// <summary>ITI TF-2 §3.18.</summary>
    public static TransactionId Iti18 { get; } = new(
        "ITI-18", "Registry Stored Query",
        Iti + "2007:RegistryStoredQuery", Iti + "2007:RegistryStoredQueryResponse", new(Query, "AdhocQueryRequest"));

    /// <summary>ITI TF-2 §3.41.</summary>
    public static TransactionId Iti41 { get; } = new(
        "ITI-41", "Provide and Register Document Set-b",
        Iti + "2007:ProvideAndRegisterDocumentSet-b", Iti + "2007:ProvideAndRegisterDocumentSet-bResponse",
        new(Xds, "ProvideAndRegisterDocumentSetRequest"));

    /// <summary>ITI TF-2 §3.42.</summary>
    public static TransactionId Iti42 { get; } = new(
        "ITI-42", "Register Document Set-b",
        Iti + "2007:RegisterDocumentSet-b", Iti + "2007:RegisterDocumentSet-bResponse",
        new(Lcm, "SubmitObjectsRequest"));

    /// <summary>ITI TF-2 §3.43.</summary>
    public static TransactionId Iti43 { get; } = new(
        "ITI-43", "Retrieve Document Set",
        Iti + "2007:RetrieveDocumentSet", Iti + "2007:RetrieveDocumentSetResponse",
        new(Xds, "RetrieveDocumentSetRequest"));

    /// <summary>ITI TF-2 §3.44: a patient is added.</summary>
    public static TransactionId Iti44Add { get; } = PatientIdentityFeed("PRPA_IN201301UV02");

    /// <summary>ITI TF-2 §3.44: a patient is revised.</summary>
    public static TransactionId Iti44Revise { get; } = PatientIdentityFeed("PRPA_IN201302UV02");

    /// <summary>ITI TF-2 §3.44: duplicates are resolved.</summary>
    public static TransactionId Iti44Merge { get; } = PatientIdentityFeed("PRPA_IN201304UV02");

    /// <summary>ITI TF-2 §3.51.</summary>
    public static TransactionId Iti51 { get; } = new(
        "ITI-51", "Multi-Patient Query",
        Iti + "2009:MultiPatientStoredQuery", Iti + "2009:MultiPatientStoredQueryResponse",
        new(Query, "AdhocQueryRequest"));

    /// <summary>Metadata Update, ITI TF-2 §3.57.</summary>
    public static TransactionId Iti57 { get; } = new(
        "ITI-57", "Update Document Set",
        Iti + "2010:UpdateDocumentSet", Iti + "2010:UpdateDocumentSetResponse", new(Lcm, "SubmitObjectsRequest"));

    /// <summary>ITI TF-2 §3.61. The answer's action has no "Entry" in it.</summary>
    public static TransactionId Iti61 { get; } = new(
        "ITI-61", "Register On-Demand Document Entry",
        Iti + "2010:RegisterOnDemandDocumentEntry", Iti + "2010:RegisterOnDemandDocumentResponse",
        new(Lcm, "SubmitObjectsRequest"));

    /// <summary>Remove Metadata and Documents, ITI TF-2 §3.62.</summary>
    public static TransactionId Iti62 { get; } = new(
        "ITI-62", "Remove Metadata",
        Iti + "2010:DeleteDocumentSet", Iti + "2010:DeleteDocumentSetResponse", new(Lcm, "RemoveObjectsRequest"));

    /// <summary>Remove Metadata and Documents, ITI TF-2 §3.86.</summary>
    public static TransactionId Iti86 { get; } = new(
        "ITI-86", "Remove Documents",
        Iti + "2017:RemoveDocuments", Iti + "2017:RemoveDocumentsResponse",
        new("urn:ihe:iti:rmd:2017", "RemoveDocumentsRequest"));

    /// <summary>Restricted Metadata Update, ITI TF-2 §3.92.</summary>
    public static TransactionId Iti92 { get; } = new(
        "ITI-92", "Restricted Update Document Set",
        Iti + "2018:RestrictedUpdateDocumentSet", Iti + "2018:RestrictedUpdateDocumentSetResponse",
        new(Lcm, "SubmitObjectsRequest"));

    private static TransactionId PatientIdentityFeed(string message) => new(
        "ITI-44", "Patient Identity Feed", $"{Hl7}:{message}", $"{Hl7}:MCCI_IN000002UV01", new(Hl7, message));
}

/// <summary>A namespace and a local name.</summary>
public sealed record XmlName(string Namespace, string LocalName)
{
    public override string ToString() => $"{{{Namespace}}}{LocalName}";
}
