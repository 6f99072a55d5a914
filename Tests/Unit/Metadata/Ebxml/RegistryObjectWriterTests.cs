using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Metadata.Ebxml;

[TestClass]
public sealed class RegistryObjectWriterTests
{
    [TestMethod]
    public void WhatIsWrittenIsReadBackTheSame()
    {
        var errors = new RegistryErrors();
        var objects = A.SubmissionWithFolder().With(Full()).With(
            new ObjectRef { Id = "r", Home = "urn:oid:1.2" }).Objects;

        var read = Fragments.Read(Fragments.Write(objects), errors).Objects;

        Assert.IsEmpty(errors);
        Assert.AreEqual(objects, read);
    }

    [TestMethod]
    public void ChildrenFollowTheOrderOfTheSchema()
    {
        var xml = Fragments.Write(Full());

        string[] children = ["<rim:Slot ", "<rim:Name>", "<rim:Description>", "<rim:VersionInfo ",
            "<rim:Classification ", "<rim:ExternalIdentifier ", "<rim:ContentVersionInfo"];
        var places = children.Select(c => xml.IndexOf(c, StringComparison.Ordinal)).ToArray();
        Assert.AreSequenceEqual(places.Order().ToArray(), places);
        Assert.AreNotEqual(-1, places[0]);
    }

    [TestMethod]
    public void FragmentsDeclareNoNamespace() =>
        Assert.DoesNotContain("xmlns", Fragments.Write(A.SubmissionWithFolder().Objects));

    [TestMethod]
    public void AnAssociationIsWrittenInFull() => Assert.AreEqual(
        "<rim:Association id=\"x\" associationType=\"t\" sourceObject=\"a\" targetObject=\"b\"/>",
        Fragments.Write(A.Association("t", "a", "b", "x")));

    private static ExtrinsicObject Full() => A.DocumentEntry() with
    {
        Home = "urn:oid:1.2.3",
        Lid = "urn:uuid:6a5b1f0e-8c2d-4e3f-9a7b-1c2d3e4f5a6b",
        Status = XdsUrns.StatusApproved,
        IsOpaque = "false",
        VersionInfo = new VersionInfo("2") { Comment = "second" },
        ContentVersionInfo = new VersionInfo(null),
        Name = new([new("titre") { Language = "fr-FR", Charset = "UTF-8" }, new("title \"&\"") { Language = "en" }]),
        Slots = [new Slot("urn:example:typed", ["<a>", "&amp;"]) { SlotType = "urn:example:type" }],
    };
}
