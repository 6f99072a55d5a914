using System.Xml;
using System.Xml.Linq;
using XdsDmp.Registry.Dmp.Services;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Registry.Dmp;

namespace XdsDmp.Tests.Unit.Schemas;

/// <summary>The descriptions of the DMP's services say what these do.</summary>
[TestClass]
public sealed class DmpWsdlTests
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";
    private static readonly XNamespace Wsaw = "http://www.w3.org/2006/05/addressing/wsdl";

    [TestMethod]
    public void EachTransactionIsDescribedWhereItIsServed()
    {
        using var dmp = new TestDmp();
        foreach (var service in DmpServices.Tables(dmp.Node))
        {
            var wsdl = XElement.Load(Path.Combine(SchemaValidation.Folder, "Wsdl", service.Wsdl));
            var operations = wsdl.Element(Wsdl + "portType")!.Elements(Wsdl + "operation").ToList();
            var described = operations.Select(o => Action(o, "input")).ToList();
            CollectionAssert.AreEquivalent(
                service.Transactions.Select(t => t.Id.Action).Distinct().ToList(), described, service.Path);
            foreach (var id in service.Transactions.Select(t => t.Id))
            {
                var operation = operations.Single(o => Action(o, "input") == id.Action);
                Assert.AreEqual(id.ReplyAction, Action(operation, "output"));
                StringAssert.Contains(operation.Element(Wsdl + "documentation")!.Value, id.Number);
                Assert.IsTrue(SchemaValidation.Schemas.GlobalElements.Contains(
                    new XmlQualifiedName(id.RequestElement.LocalName, id.RequestElement.Namespace)), id.Number);
            }
        }
    }

    private static string Action(XElement operation, string part) =>
        operation.Element(Wsdl + part)!.Attribute(Wsaw + "Action")!.Value;
}
