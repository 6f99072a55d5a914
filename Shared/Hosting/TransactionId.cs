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
}

/// <summary>A namespace and a local name.</summary>
public sealed record XmlName(string Namespace, string LocalName)
{
    public override string ToString() => $"{{{Namespace}}}{LocalName}";
}
