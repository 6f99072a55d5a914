using System.Xml;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml;

[TestClass]
public sealed class RegistryObjectListReaderTests
{
    [TestMethod]
    public void AbsentAttributesStayAbsent()
    {
        var document = (ExtrinsicObject)Fragments.Read("<rim:ExtrinsicObject id='a'/>").Objects[0];

        Assert.AreEqual(new ExtrinsicObject { Id = "a" }, document);
        Assert.IsNull(document.MimeType);
        Assert.IsNull(document.IsOpaque);
    }

    [TestMethod]
    public void ValuesAreTrimmed()
    {
        var list = Fragments.Read(
            """
            <rim:ExtrinsicObject id=" a ">
              <rim:Slot name="hash"><rim:ValueList><rim:Value>
                  one </rim:Value><rim:Value/></rim:ValueList></rim:Slot>
            </rim:ExtrinsicObject>
            """);

        Assert.AreEqual(new ExtrinsicObject { Id = "a", Slots = [A.Slot("hash", "one", "")] }, list.Objects[0]);
    }

    [TestMethod]
    public void ChildrenAreReadInAnyOrder()
    {
        var errors = new RegistryErrors();

        var list = Fragments.Read(
            """
            <rim:RegistryPackage id="a"><rim:Classification id="c" classificationNode="n" classifiedObject="a"/>
            <rim:Name><rim:LocalizedString xml:lang="fr" charset="UTF-8" value="nom"/></rim:Name>
            <rim:Slot name="s"><rim:ValueList/></rim:Slot><rim:Description/></rim:RegistryPackage>
            """,
            errors);

        Assert.IsEmpty(errors);
        var package = (RegistryPackage)list.Objects[0];
        Assert.AreEqual("nom", package.Name?.Text);
        Assert.AreEqual("fr", package.Name?.Strings[0].Language);
        Assert.AreEqual(new InternationalString([]), package.Description);
        Assert.IsTrue(package.IsClassifiedAs("n"));
        Assert.AreEqual(A.Slot("s"), package.Slot("s"));
    }

    [TestMethod]
    public void AnEmptyListHoldsNothing() => Assert.IsEmpty(Fragments.Read("").Objects);

    [TestMethod]
    [DataRow("<rim:Organization id='o'/>", "RIM-element")]
    [DataRow("<other xmlns='urn:x'/>", "RIM-element")]
    [DataRow("<rim:ExtrinsicObject id='a'><rim:Value/></rim:ExtrinsicObject>", "RIM-element")]
    [DataRow("<rim:ExtrinsicObject id='a'><rim:Name/><rim:Name/></rim:ExtrinsicObject>", "RIM-element")]
    [DataRow("<rim:RegistryPackage id='a'><rim:RegistryObjectList/></rim:RegistryPackage>", "RIM-element")]
    [DataRow("<rim:ExtrinsicObject id='a'>text</rim:ExtrinsicObject>", "RIM-text")]
    [DataRow("<rim:ObjectRef id='a'><rim:Slot><rim:ValueList/></rim:Slot></rim:ObjectRef>", "RIM-slot")]
    [DataRow("<rim:ObjectRef id='a'><rim:Slot name='s'/></rim:ObjectRef>", "RIM-slot")]
    [DataRow("<rim:RegistryPackage><rim:Name><rim:LocalizedString/></rim:Name></rim:RegistryPackage>",
        "RIM-localizedString")]
    public void WhatIsNotEbRimIsReported(string content, string rule)
    {
        var errors = new RegistryErrors();

        Fragments.Read(content, errors);

        var error = errors.Single();
        Assert.IsTrue(error.Is(RegistryErrorCode.XDSRegistryMetadataError));
        Assert.Contains($"[rule {rule};", error.Context);
        Assert.Contains("line 1", error.Context);
    }

    [TestMethod]
    public void TheRestIsReadAfterAFault()
    {
        var errors = new RegistryErrors();

        var list = Fragments.Read(
            "<rim:Organization><rim:Slot name='x'/></rim:Organization><rim:ObjectRef id='a'/>", errors);

        Assert.HasCount(1, errors);
        Assert.AreEqual(new ObjectRef { Id = "a" }, list.Objects.Single());
    }

    [TestMethod]
    public void BoundsAreReportedOnce()
    {
        var errors = new RegistryErrors();
        var limits = new MetadataLimits { MaxObjects = 2 };

        var list = Fragments.Read(string.Concat(Enumerable.Repeat("<rim:ObjectRef id='a'/>", 5)), errors, limits);

        Assert.HasCount(2, list.Objects);
        Assert.Contains("[rule RIM-limit;", errors.Single().Context);
    }

    [TestMethod]
    public void BrokenXmlIsNotHidden() =>
        Assert.ThrowsExactly<XmlException>(() => Fragments.Read("<rim:ObjectRef id='a'>"));
}
