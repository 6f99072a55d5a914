using XdsDmp.Metadata.Ebxml;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>XFRM: another form of a document; its target stays as it is (ITI TF-3 §4.2.2.2.2).</summary>
[TestClass]
public sealed class TransformTests : RelationshipContract
{
    protected override string Type => Types.Transform;

    [TestMethod]
    public void TheTargetStaysApproved()
    {
        var target = Example.Document();
        Example.Related(Types.Transform, target);
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(target).Status);
    }
}
