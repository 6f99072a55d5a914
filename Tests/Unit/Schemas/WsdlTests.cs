using System.Xml;
using System.Xml.Linq;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Schemas;

[TestClass]
public sealed class WsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/wsdl/soap12/";
    private static readonly XNamespace Wsaw = "http://www.w3.org/2006/05/addressing/wsdl";
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    [TestMethod]
    [DataRow("DocumentRegistry", "RegisterDocumentSet-b", "SubmitObjectsRequest", "RegistryResponse")]
    [DataRow("DocumentRegistry", "RegistryStoredQuery", "AdhocQueryRequest", "AdhocQueryResponse")]
    [DataRow("DocumentRepository", "ProvideAndRegisterDocumentSet-b", "ProvideAndRegisterDocumentSetRequest",
        "RegistryResponse")]
    [DataRow("DocumentRepository", "RetrieveDocumentSet", "RetrieveDocumentSetRequest", "RetrieveDocumentSetResponse")]
    public void TheOperationHasTheNamesOfTheProfile(string actor, string transaction, string request, string response)
    {
        var wsdl = Load(actor);
        Assert.AreEqual(actor, (string?)wsdl.Attribute("name"));
        var operation = Named(Named(wsdl, "portType", $"{actor}_PortType"), "operation", $"{actor}_{transaction}");
        var action = "urn:ihe:iti:2007:" + transaction;
        AssertMessage(wsdl, operation.Element(Wsdl + "input")!, action, request);
        AssertMessage(wsdl, operation.Element(Wsdl + "output")!, action + "Response", response);

        var bound = Named(Named(wsdl, "binding", $"{actor}_Binding_Soap12"), "operation", $"{actor}_{transaction}");
        Assert.AreEqual("false", (string?)bound.Element(Soap + "operation")!.Attribute("soapActionRequired"));
    }

    [TestMethod]
    [DataRow("PRPA_IN201301UV02")]
    [DataRow("PRPA_IN201302UV02")]
    [DataRow("PRPA_IN201304UV02")]
    public void TheOperationsOfIti44HaveTheNamesOfTheirMessages(string message)
    {
        const string actor = "DocumentRegistry";
        var wsdl = Load(actor);
        var operation = Named(Named(wsdl, "portType", $"{actor}_PortType"), "operation", $"{actor}_{message}");
        AssertMessage(wsdl, operation.Element(Wsdl + "input")!, $"urn:hl7-org:v3:{message}", message, isHl7: true);
        AssertMessage(
            wsdl, operation.Element(Wsdl + "output")!, "urn:hl7-org:v3:MCCI_IN000002UV01", "MCCI_IN000002UV01",
            isHl7: true);
        Named(Named(wsdl, "binding", $"{actor}_Binding_Soap12"), "operation", $"{actor}_{message}");
    }

    [TestMethod]
    [DataRow("DocumentRegistry")]
    [DataRow("DocumentRepository")]
    [DataRow("AuditRecordRepository")]
    [DataRow("DmpPatients")]
    [DataRow("DmpHabilitations")]
    [DataRow("DmpPatientSpecific")]
    [DataRow("DmpPatientCertif")]
    public void TheServerPutsItsAddressInOnePlace(string actor)
    {
        var wsdl = Load(actor);
        var port = Named(wsdl.Element(Wsdl + "service")!, "port", $"{actor}_Port_Soap12");
        Assert.AreEqual("${address}", (string?)port.Element(Soap + "address")!.Attribute("location"));
        Assert.HasCount(2, wsdl.ToString().Split("${address}"));
    }

    [TestMethod]
    [DataRow("DocumentRegistry")]
    [DataRow("DocumentRepository")]
    [DataRow("AuditRecordRepository")]
    [DataRow("DmpPatients")]
    [DataRow("DmpHabilitations")]
    [DataRow("DmpPatientSpecific")]
    [DataRow("DmpPatientCertif")]
    public void SchemasAreImportedFromTheFolderBeside(string actor)
    {
        var imports = Load(actor).Descendants(Xs + "import").ToList();
        Assert.IsNotEmpty(imports);
        foreach (var location in imports.Select(i => (string)i.Attribute("schemaLocation")!))
        {
            StringAssert.StartsWith(location, "../Xsd/", StringComparison.Ordinal);
            Assert.IsTrue(File.Exists(Path.Combine(SchemaValidation.Folder, "Wsdl", location)), location);
        }
    }

    [TestMethod]
    public void SchemasImportBareFileNames()
    {
        // What a server rewrites is exactly schemaLocation="name.xsd".
        var folder = Path.Combine(SchemaValidation.Folder, "Xsd");
        var schemas = Directory.EnumerateFiles(folder).Select(file => XElement.Load(file));
        foreach (var import in schemas.SelectMany(schema => schema.Elements(Xs + "import")))
        {
            var location = (string)import.Attribute("schemaLocation")!;
            Assert.AreEqual(Path.GetFileName(location), location);
            Assert.AreEqual(
                (string?)import.Attribute("namespace"),
                (string?)XElement.Load(Path.Combine(folder, location)).Attribute("targetNamespace"));
        }
    }

    private static void AssertMessage(
        XElement wsdl, XElement inputOrOutput, string action, string element, bool isHl7 = false)
    {
        Assert.AreEqual(action, (string?)inputOrOutput.Attribute(Wsaw + "Action"));
        var message = ((string)inputOrOutput.Attribute("message")!).Split(':');
        Assert.AreEqual(
            (string?)wsdl.Attribute("targetNamespace"), wsdl.GetNamespaceOfPrefix(message[0])?.NamespaceName);
        var part = Named(wsdl, "message", message[1]).Elements(Wsdl + "part").Single();
        var name = ((string)part.Attribute("element")!).Split(':');
        Assert.AreEqual(element, name[1]);
        var qualified = new XmlQualifiedName(name[1], wsdl.GetNamespaceOfPrefix(name[0])!.NamespaceName);
        Assert.IsTrue(
            isHl7 ? IsDeclaredInside(wsdl, qualified) : SchemaValidation.Schemas.GlobalElements.Contains(qualified),
            qualified.ToString());
    }

    private static bool IsDeclaredInside(XElement wsdl, XmlQualifiedName element) => wsdl.Descendants(Xs + "schema")
        .Where(schema => (string?)schema.Attribute("targetNamespace") == element.Namespace)
        .Elements(Xs + "element").Any(e => (string?)e.Attribute("name") == element.Name);

    private static XElement Load(string actor) =>
        XElement.Load(Path.Combine(SchemaValidation.Folder, "Wsdl", actor + ".wsdl"));

    private static XElement Named(XElement parent, string element, string name) =>
        parent.Elements(Wsdl + element).Single(e => (string?)e.Attribute("name") == name);
}
