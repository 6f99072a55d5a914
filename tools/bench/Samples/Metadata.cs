using System.Text;
using XdsDmp.Bench.Load;

namespace XdsDmp.Bench.Samples;

/// <summary>
/// Metadata as practice software sends it: every attribute that the profile requires, and the usual optional ones.
/// </summary>
internal static class Metadata
{
    private const string Scheme = "1.2.250.1.213.1.1.4.12";
    private const string PatientId = $"1{RequestTemplate.Patient}^^^&amp;1.2.250.1.213.1.4.10&amp;ISO";

    /// <summary>Of an entry, its number to be filled in.</summary>
    public static string DocumentUniqueId(int entry) => $"1.2.250.1.213.99.1.1{RequestTemplate.Number}.{entry}";

    /// <summary>Of the first entry of an earlier request.</summary>
    public static string StoredUniqueId => $"1.2.250.1.213.99.1.1{RequestTemplate.Stored}.1";

    /// <summary>
    /// A submission of so many entries; only with one are hash, size and repository as a repository adds them.
    /// </summary>
    public static string Objects(int entries, bool isFromRepository) => $"""
        <rim:RegistryObjectList>{SubmissionSet}{Repeat(entries, i => Entry(i, isFromRepository) + Member(i))}</rim:RegistryObjectList>
        """;

    private static string SubmissionSet => $"""
        <rim:RegistryPackage id="Set">{Slot("submissionTime", "20260102030500")}<rim:Name>
        <rim:LocalizedString xml:lang="fr-FR" value="Consultation"/></rim:Name>
        {Author("Set", "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d")}
        {Code("Set", "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500", "04", "Hospitalisation de jour")}
        <rim:Classification id="SetMark" classifiedObject="Set" classificationNode="urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"/>
        {Identifier("Set", "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446", "XDSSubmissionSet.patientId", PatientId)}
        {Identifier("Set", "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832", "XDSSubmissionSet.sourceId", "1.2.250.1.213.99.3")}
        {Identifier("Set", "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8", "XDSSubmissionSet.uniqueId", "1.2.250.1.213.99.2.1" + RequestTemplate.Number)}
        </rim:RegistryPackage>
        """;

    private static string Entry(int i, bool isFromRepository) => $"""
        <rim:ExtrinsicObject id="Entry{i}" objectType="urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1" mimeType="text/xml">
        {Slot("creationTime", "20260102030405")}{Slot("languageCode", "fr-FR")}{Slot("serviceStartTime", "202601020300")}
        {Slot("sourcePatientId", "local-17^^^&amp;1.2.250.1.213.99.4&amp;ISO")}
        <rim:Slot name="sourcePatientInfo"><rim:ValueList><rim:Value>PID-5|TEST^Patient^^^^^D</rim:Value>
        <rim:Value>PID-7|19800101</rim:Value><rim:Value>PID-8|F</rim:Value></rim:ValueList></rim:Slot>
        {(isFromRepository ? AddedByRepository : "")}<rim:Name><rim:LocalizedString xml:lang="fr-FR" value="Compte rendu de consultation"/></rim:Name>
        {Author($"Entry{i}", "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d")}
        {Code($"Entry{i}", "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a", "10", "Compte rendu")}
        {Code($"Entry{i}", "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f", "N", "Normal")}
        {Code($"Entry{i}", "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d", "urn:ihe:pcc:xphr:2007", "XPHR")}
        {Code($"Entry{i}", "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1", "SA01", "Cabinet individuel")}
        {Code($"Entry{i}", "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead", "AMBULATOIRE", "Ambulatoire")}
        {Code($"Entry{i}", "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983", "11488-4", "Consultation")}
        {Identifier($"Entry{i}", "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427", "XDSDocumentEntry.patientId", PatientId)}
        {Identifier($"Entry{i}", "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab", "XDSDocumentEntry.uniqueId", DocumentUniqueId(i))}
        </rim:ExtrinsicObject>
        """;

    private static string AddedByRepository =>
        Slot("hash", "0da3e1f7ac766da9c19751fa4b15ecadfc83a34c") + Slot("size", "10240")
            + Slot("repositoryUniqueId", "1.2.250.1.213.99.7");

    private static string Member(int i) => $"""
        <rim:Association id="Member{i}" associationType="urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember" sourceObject="Set"
        targetObject="Entry{i}">{Slot("SubmissionSetStatus", "Original")}</rim:Association>
        """;

    private static string Author(string owner, string scheme) => $"""
        <rim:Classification id="{owner}Author" classifiedObject="{owner}" classificationScheme="{scheme}" nodeRepresentation="">
        {Slot("authorPerson", "801234567890^MARTIN^Alice^^^^^^&amp;1.2.250.1.71.4.2.1&amp;ISO^D^^^IDNPS")}
        {Slot("authorInstitution", "Cabinet Martin^^^^^&amp;1.2.250.1.71.4.2.2&amp;ISO^^^^1120456789")}
        {Slot("authorSpecialty", "SM26^Qualifié en médecine générale^1.2.250.1.213.1.1.4.5")}</rim:Classification>
        """;

    private static string Code(string owner, string scheme, string code, string name) => $"""
        <rim:Classification id="{owner}{scheme[9..17]}" classifiedObject="{owner}" classificationScheme="{scheme}" nodeRepresentation="{code}">
        {Slot("codingScheme", Scheme)}<rim:Name><rim:LocalizedString xml:lang="fr-FR" value="{name}"/></rim:Name></rim:Classification>
        """;

    private static string Identifier(string owner, string scheme, string name, string value) => $"""
        <rim:ExternalIdentifier id="{owner}{scheme[9..17]}" registryObject="{owner}" identificationScheme="{scheme}" value="{value}">
        <rim:Name><rim:LocalizedString value="{name}"/></rim:Name></rim:ExternalIdentifier>
        """;

    private static string Slot(string name, string value) =>
        $"<rim:Slot name=\"{name}\"><rim:ValueList><rim:Value>{value}</rim:Value></rim:ValueList></rim:Slot>";

    private static string Repeat(int count, Func<int, string> make) =>
        new StringBuilder().AppendJoin("", Enumerable.Range(1, count).Select(make)).ToString();
}
