using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Metadata.Rules;

[TestClass]
public sealed class SubmissionRulesTests
{
    [TestMethod]
    public void AValidSubmissionPasses() => Verdict.Accepts(A.Submission());

    [TestMethod]
    public void ADocumentInANewFolderPasses() => Verdict.Accepts(A.SubmissionWithFolder());

    [TestMethod]
    public void ARegisteredDocumentInANewFolderPasses() => Verdict.Accepts(A.Submission(
        A.SubmissionSet(),
        A.Folder(),
        A.Association(XdsUrns.Association.HasMember, A.Set, A.FolderId),
        A.Association(XdsUrns.Association.HasMember, A.FolderId, A.RegisteredDocument, "InFolder01"),
        A.Association(XdsUrns.Association.HasMember, A.Set, "InFolder01")));

    [TestMethod]
    public void AReferenceToARegisteredDocumentPasses() =>
        Verdict.Accepts(A.Submission().With(A.Membership(A.RegisteredDocument, "Reference")));

    [TestMethod]
    [DataRow(XdsUrns.Association.Replace)]
    [DataRow(XdsUrns.Association.Transform)]
    [DataRow(XdsUrns.Association.Append)]
    [DataRow(XdsUrns.Association.TransformAndReplace)]
    [DataRow(XdsUrns.Association.Signs)]
    [DataRow(XdsUrns.Association.IsSnapshotOf)]
    public void ARelationshipToARegisteredDocumentPasses(string type) =>
        Verdict.Accepts(A.SubmissionWithRelationship(type));

    [TestMethod]
    public void AnOnDemandEntryPassesWhereItBelongs() => Verdict.Accepts(
        A.SubmissionOf(A.OnDemandEntry()), Verdict.For(SubmissionTransaction.RegisterOnDemand));

    [TestMethod]
    public void ASourceLeavesHashSizeAndRepositoryToTheRepository() => Verdict.Accepts(
        A.SubmissionOf(A.DocumentEntry().Without(SlotNames.Hash, SlotNames.Size, SlotNames.RepositoryUniqueId)),
        Verdict.For(SubmissionTransaction.ProvideAndRegister));

    [TestMethod]
    public void LimitedMetadataPassesWhereItIsAccepted()
    {
        var entry = A.DocumentEntry()
            .Without(SlotNames.CreationTime, SlotNames.LanguageCode, SlotNames.SourcePatientId)
            .WithoutClassification(XdsUrns.DocumentEntry.TypeCode)
            .With(A.Mark(A.Document, XdsUrns.DocumentEntry.LimitedMetadata));
        var set = A.SubmissionSet()
            .WithoutClassification(XdsUrns.SubmissionSet.ContentTypeCode)
            .With(A.Mark(A.Set, XdsUrns.SubmissionSet.LimitedMetadata));

        Verdict.Accepts(A.Submission(set, entry, A.Membership()), Verdict.For(SubmissionTransaction.ProvideLimited));
    }

    [TestMethod]
    public void AllFaultsAreTold()
    {
        var entry = A.DocumentEntry()
            .With(SlotNames.CreationTime, "yesterday")
            .With(SlotNames.Hash, "0")
            .WithoutClassification(XdsUrns.DocumentEntry.TypeCode);

        Assert.HasCount(3, Verdict.On(A.SubmissionOf(entry)));
    }

    [TestMethod]
    public void ABrokenStructureIsToldAlone()
    {
        var list = A.SubmissionOf(A.DocumentEntry().With(SlotNames.Hash, "0")).Without($"Member-{A.Document}");

        Verdict.Refuses("SUB-member", list);
    }

    [TestMethod]
    public void ARefusalSaysWhereAndWhat()
    {
        var error = Verdict.On(A.SubmissionOf(A.DocumentEntry().With(SlotNames.CreationTime, "2026-01-02"))).Single();

        Assert.AreEqual(
            "not a valid DTM [rule DE-creationTime; place: DocumentEntry Document01, creationTime; " +
            "value: '2026-01-02'; accepted: YYYY[MM[DD[hh[mm[ss]]]]] in UTC, digits only; " +
            "see: ITI TF-3 §4.2.3.2, table 4.3.1-3]",
            error.Context);
    }
}
