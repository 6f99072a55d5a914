using System.Xml;
using System.Xml.Linq;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Schemas;

[TestClass]
public sealed class SchemaTests
{
    private static readonly XNamespace Rim = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
    private static readonly XNamespace Rs = "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0";
    private static readonly XNamespace Lcm = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
    private static readonly XNamespace Query = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";
    private static readonly XNamespace Xds = "urn:ihe:iti:xds-b:2007";
    private static readonly XNamespace Soap12 = "http://www.w3.org/2003/05/soap-envelope";
    private static readonly XNamespace Wsa = "http://www.w3.org/2005/08/addressing";

    public static IEnumerable<string> Samples =>
        Directory.EnumerateFiles(SamplesFolder, "*.xml").Select(file => Path.GetFileNameWithoutExtension(file));

    private static string SamplesFolder => Path.Combine(SchemaValidation.Folder, "../Tests/Samples/Schemas");

    [TestMethod]
    public void EverySchemaCompilesWithoutAWarning()
    {
        var warnings = new List<string>();
        SchemaValidation.Compile((_, e) => warnings.Add(e.Message));
        Assert.IsEmpty(warnings, string.Join('\n', warnings));
    }

    [TestMethod]
    [DynamicData(nameof(Samples))]
    public void TheSampleIsValid(string sample)
    {
        var errors = SchemaValidation.Errors(Sample(sample));
        Assert.IsEmpty(errors, string.Join('\n', errors));
    }

    [TestMethod]
    public void StringsBytesAndReadersAreJudgedAlike()
    {
        var broken = Sample("RegistryResponse");
        broken.SetAttributeValue("status", null);
        using var reader = broken.CreateReader();
        var bytes = System.Text.Encoding.UTF8.GetBytes(broken.ToString());
        Assert.HasCount(1, SchemaValidation.Errors(broken.ToString()));
        Assert.HasCount(1, SchemaValidation.Errors(bytes));
        Assert.HasCount(1, SchemaValidation.Errors(reader));
    }

    [TestMethod]
    public void AReaderIsLeftBehindTheElementItStoodOn()
    {
        using var reader = Sample("Soap12Envelope").CreateReader();
        Assert.IsTrue(reader.ReadToFollowing("AdhocQueryRequest", Query.NamespaceName));
        Assert.IsEmpty(SchemaValidation.Errors(reader));
        reader.MoveToContent();
        Assert.AreEqual(XmlNodeType.EndElement, reader.NodeType);
        Assert.AreEqual("Body", reader.LocalName);
    }

    [TestMethod]
    public void ErrorsSayWhereTheyAre()
    {
        var sample = Sample("Iti42Request");
        First(sample, Rim + "Value").Value = new string('x', 257);
        StringAssert.Contains(
            SchemaValidation.Errors(sample)[0], "RegistryObjectList/ExtrinsicObject/Slot/ValueList/Value: ",
            StringComparison.Ordinal);
    }

    [TestMethod]
    public void ElementsNoSchemaKnowsAreRefused()
    {
        Assert.HasCount(1, SchemaValidation.Errors("<anything/>"));
        Rejects("Soap12Envelope", e => e.Element(Soap12 + "Body")!.ReplaceNodes(new XElement("anything")));
    }

    [TestMethod]
    [DataRow("Classification")]
    [DataRow("ExternalIdentifier")]
    [DataRow("ExtrinsicObject")]
    [DataRow("RegistryPackage")]
    [DataRow("Association")]
    public void EveryObjectNeedsAnId(string kind) =>
        Rejects("Iti42Request", e => First(e, Rim + kind).SetAttributeValue("id", null));

    [TestMethod]
    [DataRow("Association", "associationType")]
    [DataRow("Association", "sourceObject")]
    [DataRow("Association", "targetObject")]
    [DataRow("Classification", "classifiedObject")]
    [DataRow("ExternalIdentifier", "registryObject")]
    [DataRow("ExternalIdentifier", "identificationScheme")]
    [DataRow("ExternalIdentifier", "value")]
    [DataRow("LocalizedString", "value")]
    [DataRow("Slot", "name")]
    public void RequiredAttributesMustBeThere(string element, string attribute) =>
        Rejects("Iti42Request", e => First(e, Rim + element).SetAttributeValue(attribute, null));

    [TestMethod]
    public void SlotsComeBeforeTheName() =>
        Rejects("Iti42Request", e => Swap(First(e, Rim + "ExtrinsicObject"), Rim + "Slot", Rim + "Name"));

    [TestMethod]
    public void ClassificationsComeBeforeExternalIdentifiers() =>
        Rejects("Iti42Request",
            e => Swap(First(e, Rim + "ExtrinsicObject"), Rim + "Classification", Rim + "ExternalIdentifier"));

    [TestMethod]
    public void TheNameComesBeforeTheDescription() =>
        Rejects("Iti42Request", e => Swap(First(e, Rim + "ExtrinsicObject"), Rim + "Name", Rim + "Description"));

    [TestMethod]
    public void AValueHoldsAtMost256Characters()
    {
        Accepts("Iti42Request", e => First(e, Rim + "Value").Value = new string('x', 256));
        var tooLong = new string('x', 257);
        Rejects("Iti42Request", e => First(e, Rim + "Value").Value = tooLong);
        Rejects("Iti42Request", e => First(e, Rim + "ExternalIdentifier").SetAttributeValue("value", tooLong));
    }

    [TestMethod]
    public void ANameHoldsAtMost1024Characters()
    {
        var longest = new string('x', 1024);
        Accepts("Iti42Request", e => First(e, Rim + "LocalizedString").SetAttributeValue("value", longest));
        Rejects("Iti42Request", e => First(e, Rim + "LocalizedString").SetAttributeValue("value", longest + "x"));
    }

    [TestMethod]
    public void AListOfValuesMayBeEmpty() => Accepts("Iti42Request", e => First(e, Rim + "ValueList").RemoveNodes());

    [TestMethod]
    public void ASlotHasOneListOfValues() => Rejects("Iti42Request", e => First(e, Rim + "ValueList").Remove());

    [TestMethod]
    public void SymbolicIdsNeedNotBeUris() =>
        Accepts("Iti62Request", e => First(e, Rim + "ObjectRef").SetAttributeValue("id", "%%document [1]: 50 %"));

    [TestMethod]
    public void ASubmissionNeedsAList()
    {
        Rejects("Iti42Request", e => e.RemoveNodes());
        Accepts("Iti42Request", e => e.Element(Rim + "RegistryObjectList")!.RemoveNodes());
    }

    [TestMethod]
    public void ARequestSlotListIsInTheServicesNamespace()
    {
        Accepts("Iti42Request", e => e.AddFirst(new XElement(Rs + "RequestSlotList")));
        Rejects("Iti42Request", e => e.AddFirst(new XElement(Rim + "RequestSlotList")));
        Rejects("Iti42Request", e => e.Add(new XElement(Rs + "RequestSlotList")));
    }

    [TestMethod]
    public void VersionInfoStandsBetweenDescriptionAndClassification()
    {
        Accepts("Iti42Request", e => First(e, Rim + "Description").AddAfterSelf(new XElement(Rim + "VersionInfo")));
        Rejects("Iti42Request", e => First(e, Rim + "Description").AddBeforeSelf(new XElement(Rim + "VersionInfo")));
    }

    [TestMethod]
    public void ADocumentNeedsAnId() =>
        Rejects("Iti41Request", e => e.Element(Xds + "Document")!.SetAttributeValue("id", null));

    [TestMethod]
    public void ADocumentIsBase64() => Rejects("Iti41Request", e => e.Element(Xds + "Document")!.Value = "A!");

    [TestMethod]
    public void DocumentsFollowTheMetadata() =>
        Rejects("Iti41Request", e => Swap(e, Lcm + "SubmitObjectsRequest", Xds + "Document"));

    [TestMethod]
    public void ASubmissionMayHaveNoDocuments() => Accepts("Iti41Request", e => e.Element(Xds + "Document")!.Remove());

    [TestMethod]
    public void AResponseNeedsAStatus()
    {
        Rejects("RegistryResponse", e => e.SetAttributeValue("status", null));
        Rejects("Iti18Response", e => e.SetAttributeValue("status", null));
    }

    [TestMethod]
    [DataRow("errorCode")]
    [DataRow("codeContext")]
    public void AnErrorNeedsCodeAndContext(string attribute) =>
        Rejects("RegistryResponseWithErrors", e => First(e, Rs + "RegistryError").SetAttributeValue(attribute, null));

    [TestMethod]
    public void AListOfErrorsIsNotEmpty() =>
        Rejects("RegistryResponseWithErrors", e => e.Element(Rs + "RegistryErrorList")!.RemoveNodes());

    [TestMethod]
    public void AQueryResponseHasAListEvenAfterAFailure() =>
        Rejects("Iti18ResponseWithErrors", e => e.Element(Rim + "RegistryObjectList")!.Remove());

    [TestMethod]
    public void ErrorsComeBeforeTheObjects() =>
        Rejects("Iti18ResponseWithErrors", e => Swap(e, Rs + "RegistryErrorList", Rim + "RegistryObjectList"));

    [TestMethod]
    public void AQueryNeedsAResponseOptionOfAKnownType()
    {
        Rejects("Iti18Request", e => e.Element(Query + "ResponseOption")!.Remove());
        Rejects("Iti18Request", e => First(e, Query + "ResponseOption").SetAttributeValue("returnType", "Everything"));
    }

    [TestMethod]
    public void ARetrievalAsksForSomething() => Rejects("Iti43Request", e => e.RemoveNodes());

    [TestMethod]
    [DataRow("Iti43Request")]
    [DataRow("Iti86Request")]
    public void ADocumentIsNamedByRepositoryThenDocument(string sample)
    {
        Rejects(sample, e => First(e, Xds + "RepositoryUniqueId").Remove());
        Rejects(sample,
            e => Swap(First(e, Xds + "DocumentRequest"), Xds + "RepositoryUniqueId", Xds + "DocumentUniqueId"));
    }

    [TestMethod]
    [DataRow("mimeType")]
    [DataRow("Document")]
    public void ARetrievedDocumentHasTypeAndContent(string element) =>
        Rejects("Iti43Response", e => First(e, Xds + element).Remove());

    [TestMethod]
    public void TheMimeTypeOfARetrievedDocumentIsWrittenWithASmallM() =>
        Rejects("Iti43Response", e => First(e, Xds + "mimeType").Name = Xds + "MimeType");

    [TestMethod]
    public void HeadersAndFaultsOfAnEnvelopeAreChecked()
    {
        Rejects("Soap12Envelope", e => First(e, Soap12 + "Body").Remove());
        Rejects("Soap12Envelope", e => First(e, Wsa + "Address").Remove());
        Rejects("Soap12Envelope", e => First(e, Wsa + "Action").SetAttributeValue(Soap12 + "mustUnderstand", "yes"));
        Rejects("Soap12Envelope", e => First(e, Rim + "AdhocQuery").SetAttributeValue("id", null));
        Rejects("Soap12Fault", e => First(e, Soap12 + "Reason").Remove());
        Rejects("Soap12Fault", e => First(e, Soap12 + "Text").SetAttributeValue(XNamespace.Xml + "lang", null));
        Rejects("Soap12Fault", e => First(e, Soap12 + "Value").Value = "soap12:Client");
        Rejects("Soap11Fault", e => e.Descendants("faultstring").Single().Remove());
    }

    private static XElement Sample(string name) => XElement.Load(Path.Combine(SamplesFolder, name + ".xml"));

    private static XElement First(XElement root, XName name) => root.Descendants(name).First();

    private static void Accepts(string sample, Action<XElement> alter)
    {
        var errors = SchemaValidation.Errors(Altered(sample, alter));
        Assert.IsEmpty(errors, string.Join('\n', errors));
    }

    private static void Rejects(string sample, Action<XElement> alter) =>
        Assert.IsNotEmpty(SchemaValidation.Errors(Altered(sample, alter)));

    private static XElement Altered(string sample, Action<XElement> alter)
    {
        var element = Sample(sample);
        alter(element);
        return element;
    }

    /// <summary>Puts the last child of the one name in front of the first child of the other.</summary>
    private static void Swap(XElement parent, XName before, XName after)
    {
        var last = parent.Elements(after).Last();
        last.Remove();
        parent.Elements(before).First().AddBeforeSelf(last);
    }
}
