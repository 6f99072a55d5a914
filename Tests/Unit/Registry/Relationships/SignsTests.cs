using XdsDmp.Metadata.Ebxml;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>signs: a signature and the document that it is about (ITI TF-3 §4.2.2.2.5).</summary>
[TestClass]
public sealed class SignsTests : RelationshipContract
{
    protected override string Type => Types.Signs;

    [TestMethod]
    public void TheSignedDocumentStaysApproved()
    {
        var target = Example.Document();
        Example.Related(Types.Signs, target);
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(target).Status);
    }

    [TestMethod]
    public void ASignatureInTheSubmissionOfItsDocumentIsAccepted()
    {
        var (document, signature) = (Example.NewEntry(), Example.NewEntry());
        Example.Accept(Example.SubmissionOf(document).With(signature).With(A.Membership(signature.Id!))
            .With(A.Association(Types.Signs, signature.Id!, document.Id!)));
    }
}
