using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>APND: an addendum leaves its target as it is (ITI TF-3 §4.2.2.2.1).</summary>
[TestClass]
public sealed class AppendTests : RelationshipContract
{
    protected override string Type => Types.Append;

    [TestMethod]
    public void TheTargetStaysApproved()
    {
        var target = Example.Document();
        var addendum = Example.Related(Types.Append, target);
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(target).Status);
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(addendum).Status);
    }

    [TestMethod]
    public void ATransformationIsNotAppendedTo()
    {
        var transform = Example.Related(Types.Transform, Example.Document());
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "REG-appendToTransform",
            Example.SubmissionOf(entry).With(A.Association(Types.Append, entry.Id!, transform)));
    }

    [TestMethod]
    public void AnAddendumToADocumentOfTheSameSubmissionIsAccepted()
    {
        var (first, second) = (Example.NewEntry(), Example.NewEntry());
        Example.Accept(Example.SubmissionOf(first).With(second).With(A.Membership(second.Id!))
            .With(A.Association(Types.Append, second.Id!, first.Id!)));
    }

    [TestMethod]
    public void AChainOfAddendaIsDeprecatedToItsEnd()
    {
        var first = Example.Document();
        var last = first;
        for (var i = 0; i < 40; i++)
        {
            last = Example.Related(Types.Append, last);
        }

        Example.Related(Types.Replace, first);
        Assert.AreEqual(XdsUrns.StatusDeprecated, Example.Get(last).Status);
    }
}
