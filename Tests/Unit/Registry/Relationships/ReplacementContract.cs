using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>What holds for both kinds of replacement (ITI TF-3 §4.2.2.2.3).</summary>
public abstract class ReplacementContract : RelationshipContract
{
    [TestMethod]
    public void TheTargetBecomesDeprecated()
    {
        var target = Example.Document();
        var replacement = Example.Related(Type, target);
        Assert.AreEqual(XdsUrns.StatusDeprecated, Example.Get(target).Status);
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(replacement).Status);
    }

    [TestMethod]
    public void AddendaAndTransformationsOfTheTargetBecomeDeprecated()
    {
        var target = Example.Document();
        var addendum = Example.Related(Types.Append, target);
        var transform = Example.Related(Types.Transform, addendum);
        var signature = Example.Related(Types.Signs, target);
        Example.Related(Type, target);
        Assert.AreEqual(XdsUrns.StatusDeprecated, Example.Get(addendum).Status);
        Assert.AreEqual(XdsUrns.StatusDeprecated, Example.Get(transform).Status);
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(signature).Status);
    }

    [TestMethod]
    public void TheReplacementEntersTheFoldersAndTheOldDocumentStays()
    {
        var (folder, target) = Example.Folder();
        Example.Registry.Clock.Now += TimeSpan.FromMinutes(1);
        var replacement = Example.Related(Type, target);
        CollectionAssert.AreEquivalent(new[] { target, replacement }, Example.MembersOf(folder).ToArray());
        Assert.AreEqual("20260301120100", Example.Get(folder).SlotValue(SlotNames.LastUpdateTime));
    }

    [TestMethod]
    public void AReplacementThatIsPutIntoTheFolderByItsSenderIsThereOnce()
    {
        var (folder, target) = Example.Folder();
        var entry = Example.NewEntry();
        Example.Accept(Example.SubmissionOf(entry)
            .With(A.Association(Type, entry.Id!, target))
            .With(A.Association(Types.HasMember, folder, entry.Id!, id: "InFolder01"))
            .With(A.Association(Types.HasMember, A.Set, "InFolder01")));
        Assert.AreEqual(1, Example.MembersOf(folder).Count(member => member == entry.Id));
    }

    [TestMethod]
    public void ADocumentOfTheSameSubmissionIsNotReplaced()
    {
        var (first, second) = (Example.NewEntry(), Example.NewEntry());
        Example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-relationship",
            Example.SubmissionOf(first).With(second).With(A.Membership(second.Id!))
                .With(A.Association(Type, second.Id!, first.Id!)));
    }

    [TestMethod]
    public void ARefusedReplacementLeavesTheTargetApproved()
    {
        var target = Example.Document();
        var entry = Example.NewEntry();
        Example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "DE-hash",
            Example.SubmissionOf(entry.Without(SlotNames.Hash))
                .With(A.Association(Type, entry.Id!, target)));
        Assert.AreEqual(XdsUrns.StatusApproved, Example.Get(target).Status);
    }
}
