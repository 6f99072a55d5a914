using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios;

/// <summary>What a client's tools are told about a service is there, and true.</summary>
[TestClass]
public sealed class ServiceDescriptionTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Addressing = "http://www.w3.org/2006/05/addressing/wsdl";

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task EverySchemaThatIsNamedIsServedAndTheyCompile(bool isRegistry)
    {
        var (raw, url) = await ServiceAsync(isRegistry);
        var schemas = new XmlSchemaSet { XmlResolver = null };
        var open = new Queue<string>(Locations(await DocumentAsync(raw, $"{url}?wsdl")));
        Assert.IsNotEmpty(open);
        for (var seen = new HashSet<string>(); open.TryDequeue(out var location);)
        {
            if (seen.Add(location))
            {
                var schema = await DocumentAsync(raw, location);
                Locations(schema).ToList().ForEach(open.Enqueue);
                schemas.Add(null, schema.CreateReader());
            }
        }

        schemas.Compile();
        Assert.IsTrue(schemas.GlobalElements.Contains(
            new XmlQualifiedName("RegistryResponse", "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0")));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task TheAddressIsTheServicesAndEachActionIsAnswered(bool isRegistry)
    {
        var (raw, url) = await ServiceAsync(isRegistry);
        var wsdl = await DocumentAsync(raw, $"{url}?wsdl");

        var addresses = wsdl.Descendants().Where(e => e.Name.LocalName == "address")
            .Select(e => e.Attribute("location")!.Value);
        CollectionAssert.AreEqual(new[] { url.AbsoluteUri }, addresses.Distinct().ToArray());
        var actions = wsdl.Descendants(Wsdl + "portType").Descendants(Wsdl + "input").Attributes(Addressing + "Action")
            .ToList();
        Assert.IsNotEmpty(actions);
        foreach (var action in actions)
        {
            var answer = await raw.PostAsync(
                url, Wire.SimpleType, Wire.Bytes(Wire.Envelope(Wire.Action(action.Value), "")));
            StringAssert.Contains(answer.Body, "the Body holds");
        }
    }

    [TestMethod]
    public async Task WhoAsksForNothingIsToldWhereToLook()
    {
        var (raw, url) = await ServiceAsync(isRegistry: true);

        var answer = await raw.GetAsync(url);

        Assert.AreEqual(404, answer.Status);
        StringAssert.Contains(answer.Body, $"{url}?wsdl");
    }

    [TestMethod]
    [DataRow("../Wsdl/DocumentRegistry.wsdl")]
    [DataRow("../../appsettings.json")]
    [DataRow("no.xsd")]
    public async Task NothingButSchemasIsServed(string name)
    {
        var (raw, url) = await ServiceAsync(isRegistry: true);

        Assert.AreEqual(404, (await raw.GetAsync(new Uri($"{url}?xsd={Uri.EscapeDataString(name)}"))).Status);
    }

    private static async Task<(TestRawClient Raw, Uri Url)> ServiceAsync(bool isRegistry)
    {
        var services = await Scenario.ServicesAsync();
        return (services.RawClient(), isRegistry ? services.Registry : services.Repository);
    }

    private static async Task<XDocument> DocumentAsync(TestRawClient raw, string url)
    {
        var answer = await raw.GetAsync(new Uri(url));
        Assert.AreEqual(200, answer.Status, url);
        return XDocument.Parse(answer.Body);
    }

    private static IEnumerable<string> Locations(XDocument document) =>
        document.Descendants().Attributes("schemaLocation").Select(a => a.Value);
}
