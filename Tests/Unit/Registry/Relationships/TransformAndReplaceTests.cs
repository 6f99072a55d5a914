using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry.Relationships;

/// <summary>XFRM_RPLC: as RPLC, in another form (ITI TF-3 §4.2.2.2.4).</summary>
[TestClass]
public sealed class TransformAndReplaceTests : IDisposable
{
    private readonly Example _example = new();

    public void Dispose() => _example.Dispose();

    [TestMethod]
    public void TheTargetBecomesDeprecated()
    {
        var target = _example.Document();
        var replacement = _example.Related(Types.TransformAndReplace, target);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(target).Status);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(replacement).Status);
    }

    [TestMethod]
    public void AddendaAndTransformationsOfTheTargetBecomeDeprecated()
    {
        var target = _example.Document();
        var addendum = _example.Related(Types.Append, target);
        var transform = _example.Related(Types.Transform, addendum);
        var signature = _example.Related(Types.Signs, target);
        _example.Related(Types.TransformAndReplace, target);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(addendum).Status);
        Assert.AreEqual(XdsUrns.StatusDeprecated, _example.Get(transform).Status);
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(signature).Status);
    }

    [TestMethod]
    public void TheReplacementEntersTheFoldersAndTheOldDocumentStays()
    {
        var (folder, target) = _example.Folder();
        _example.Registry.Clock.Now += TimeSpan.FromMinutes(1);
        var replacement = _example.Related(Types.TransformAndReplace, target);
        CollectionAssert.AreEquivalent(new[] { target, replacement }, _example.MembersOf(folder).ToArray());
        Assert.AreEqual("20260301120100", _example.Get(folder).SlotValue(SlotNames.LastUpdateTime));
    }

    [TestMethod]
    public void AReplacementThatIsPutIntoTheFolderByItsSenderIsThereOnce()
    {
        var (folder, target) = _example.Folder();
        var entry = Example.NewEntry();
        _example.Accept(Example.SubmissionOf(entry)
            .With(A.Association(Types.TransformAndReplace, entry.Id!, target))
            .With(A.Association(Types.HasMember, folder, entry.Id!, id: "InFolder01"))
            .With(A.Association(Types.HasMember, A.Set, "InFolder01")));
        Assert.AreEqual(1, _example.MembersOf(folder).Count(member => member == entry.Id));
    }

    [TestMethod]
    public void ADocumentOfTheSameSubmissionIsNotReplaced()
    {
        var (first, second) = (Example.NewEntry(), Example.NewEntry());
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-relationship",
            Example.SubmissionOf(first).With(second).With(A.Membership(second.Id!))
                .With(A.Association(Types.TransformAndReplace, second.Id!, first.Id!)));
    }

    [TestMethod]
    public void ARefusedReplacementLeavesTheTargetApproved()
    {
        var target = _example.Document();
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryMetadataError, "DE-hash",
            Example.SubmissionOf(entry.Without(SlotNames.Hash))
                .With(A.Association(Types.TransformAndReplace, entry.Id!, target)));
        Assert.AreEqual(XdsUrns.StatusApproved, _example.Get(target).Status);
    }

    [TestMethod]
    public void AnUnknownTargetIsRefused()
    {
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "REG-reference",
            Example.SubmissionOf(entry).With(A.Association(Types.TransformAndReplace, entry.Id!, Example.NewUuid())));
    }

    [TestMethod]
    public void ADeprecatedTargetIsRefused()
    {
        var (replaced, _) = _example.Replaced();
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSRegistryDeprecatedDocumentError, "REG-referenceApproved",
            Example.SubmissionOf(entry).With(A.Association(Types.TransformAndReplace, entry.Id!, replaced)));
    }

    [TestMethod]
    public void ATargetOfAnotherPatientIsRefused()
    {
        var target = _example.Document(Example.OtherPatient);
        var entry = Example.NewEntry();
        _example.Refuse(
            RegistryErrorCode.XDSPatientIdDoesNotMatch, "REG-referencePatient",
            Example.SubmissionOf(entry).With(A.Association(Types.TransformAndReplace, entry.Id!, target)));
    }

    [TestMethod]
    public void ASourceThatIsRegisteredAlreadyIsRefused()
    {
        var source = _example.Document();
        var target = _example.Document();
        _example.Refuse(
            RegistryErrorCode.UnresolvedReferenceException, "ASSOC-relationship",
            Example.SubmissionOf(Example.NewEntry()).With(A.Association(Types.TransformAndReplace, source, target)));
    }
}
