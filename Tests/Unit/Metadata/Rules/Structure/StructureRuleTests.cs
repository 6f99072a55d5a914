using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Rules;
using XdsDmp.Tests.Support;
using static XdsDmp.Tests.Unit.Metadata.Rules.Verdict;

namespace XdsDmp.Tests.Unit.Metadata.Rules.Structure;

[TestClass]
public sealed class StructureRuleTests
{
    private const string HasMember = XdsUrns.Association.HasMember;

    [TestMethod]
    public void AnObjectWithoutIdIsRefused() => Assert.Contains(
        "[rule SUB-id;", On(A.Submission(A.SubmissionSet(), A.DocumentEntry() with { Id = null })).First().Context);

    [TestMethod]
    [DataRow("urn:uuid:broken")]
    [DataRow("urn:uuid:6A5B1F0E-8C2D-4E3F-9A7B-1C2D3E4F5A6B")]
    public void AnIdThatIsNoProperUuidIsRefused(string id) => Refuses("SUB-id", A.Submission(
        A.SubmissionSet(), A.DocumentEntry(), A.Membership() with { Id = id }));

    [TestMethod]
    public void UpperCaseIsAcceptedWhereSet() => Accepts(
        A.Submission(
            A.SubmissionSet(), A.DocumentEntry(),
            A.Membership() with { Id = "urn:uuid:6A5B1F0E-8C2D-4E3F-9A7B-1C2D3E4F5A6B" }),
        new MetadataRuleSettings { AcceptUpperCaseUuids = true });

    [TestMethod]
    public void AnAssociationMayLackItsIdWhereSet()
    {
        var list = A.Submission(A.SubmissionSet(), A.DocumentEntry(), A.Membership() with { Id = null });

        Accepts(list);
        Refuses("SUB-id", list, settings: new MetadataRuleSettings { AcceptMissingAssociationIds = false });
    }

    [TestMethod]
    public void TheSameIdTwiceIsRefused() => Refuses(
        "SUB-duplicateId", A.Submission().With(A.DocumentEntry(uniqueId: "1.2.3.4")));

    [TestMethod]
    public void AWrongObjectTypeIsRefused() => Refuses(
        "SUB-objectType", A.Submission(A.SubmissionSet() with { ObjectType = "x" }, A.DocumentEntry(), A.Membership()));

    [TestMethod]
    public void AWrongObjectTypeOfACodeIsRefused() => Refuses(
        "SUB-objectType",
        A.SubmissionOf(A.DocumentEntry().WithEach(XdsUrns.DocumentEntry.TypeCode, c => c with { ObjectType = "x" })));

    [TestMethod]
    public void AnEmptySubmissionIsRefused() => Refuses("SUB-empty", A.Submission(A.SubmissionSet()));

    [TestMethod]
    [DataRow("HasMember")]
    [DataRow("RPLC")]
    [DataRow("urn:ihe:iti:2007:AssociationType:Signs")]
    [DataRow(null)]
    [DataRow(XdsUrns.Association.SubmitAssociation)]
    [DataRow(XdsUrns.Association.UpdateAvailabilityStatus)]
    public void AnUnknownAssociationTypeIsRefused(string? type) => Refuses(
        "ASSOC-type", A.Submission().With(A.Association(type!, A.Document, A.RegisteredDocument)));

    [TestMethod]
    public void UpdateTypesPassInAnUpdate() => Accepts(
        A.Submission(
            A.SubmissionSet(),
            A.Association(XdsUrns.Association.UpdateAvailabilityStatus, A.Set, A.RegisteredDocument)),
        For(SubmissionTransaction.Update));

    [TestMethod]
    public void ASubmittedAssociationBetweenRegisteredObjectsPassesInAnUpdate() => Accepts(
        A.Submission(
            A.SubmissionSet(),
            A.Association(XdsUrns.Association.SubmitAssociation, A.Set, "New01"),
            A.Association(XdsUrns.Association.Append, A.RegisteredDocument, A.RegisteredDocument[..^1] + "0", "New01")),
        For(SubmissionTransaction.Update));

    [TestMethod]
    public void AnUndefinedSymbolicIdIsUnresolved() => Refuses(
        "ASSOC-reference",
        A.SubmissionWithRelationship(XdsUrns.Association.Append, "Nowhere01"),
        RegistryErrorCode.UnresolvedReferenceException);

    [TestMethod]
    public void AMissingEndIsRefused() => Refuses(
        "ASSOC-reference",
        A.Submission().With(
        A.Association(XdsUrns.Association.Append, A.Document, "none") with { TargetObject = null }));

    [TestMethod]
    public void AReferenceThatIsNoProperUuidIsRefused() => Refuses(
        "ASSOC-reference", A.SubmissionWithRelationship(XdsUrns.Association.Append, "urn:uuid:broken"));

    [TestMethod]
    public void ADocumentOutsideTheSubmissionSetIsRefused()
    {
        var list = A.Submission().With(A.DocumentEntry("Document02", "1.2.3.4"));

        Refuses("SUB-member", list);
        Accepts(list, new MetadataRuleSettings { AcceptMissingMemberships = true });
    }

    [TestMethod]
    public void AFolderMembershipOutsideTheSubmissionSetIsRefused() =>
        Refuses("SUB-member", A.SubmissionWithFolder().Without($"Association-{A.Set}-InFolder01"));

    [TestMethod]
    public void ASecondMembershipIsRefused() =>
        Refuses("SUB-member", A.Submission().With(A.Membership() with { Id = "again" }));

    [TestMethod]
    public void AnAssociationToTheSubmissionSetIsRefused() =>
        Refuses("ASSOC-submissionSet", A.SubmissionWithRelationship(XdsUrns.Association.Append, A.Set));

    [TestMethod]
    public void ASignatureMaySignTheSubmissionSet() =>
        Accepts(A.SubmissionWithRelationship(XdsUrns.Association.Signs, A.Set));

    [TestMethod]
    public void ARelationshipOfTheSubmissionSetIsRefused() => Refuses(
        "ASSOC-submissionSet",
        A.Submission().With(A.Association(XdsUrns.Association.Append, A.Set, A.RegisteredDocument)));

    [TestMethod]
    public void AFolderInAFolderIsRefused() => Refuses("ASSOC-hasMember", A.SubmissionWithFolder()
        .With(A.Folder("Folder02", "1.2.3.5"))
        .With(A.Association(HasMember, A.Set, "Folder02", "m2"))
        .With(A.Association(HasMember, A.FolderId, "Folder02", "m3"))
        .With(A.Association(HasMember, A.Set, "m3", "m4")));

    [TestMethod]
    public void ADocumentHasNoMembers() => Refuses("ASSOC-hasMember", A.Submission()
        .With(A.Association(HasMember, A.Document, A.RegisteredDocument, "m1"))
        .With(A.Association(HasMember, A.Set, "m1", "m2")));

    [TestMethod]
    public void ARelationshipIsNoMember() => Refuses("ASSOC-hasMember", A.Submission()
        .With(A.Association(XdsUrns.Association.Append, A.Document, A.RegisteredDocument, "m1"))
        .With(A.Association(HasMember, A.Set, "m1", "m2")));

    [TestMethod]
    [DataRow("Reference")]
    [DataRow("original")]
    [DataRow("")]
    public void ANewDocumentIsOriginal(string status) => Refuses(
        "ASSOC-submissionSetStatus", A.Submission(A.SubmissionSet(), A.DocumentEntry(), A.Membership(status: status)));

    [TestMethod]
    public void AMembershipWithoutStatusIsRefused() => Refuses("ASSOC-submissionSetStatus", A.Submission(
        A.SubmissionSet(), A.DocumentEntry(), A.Membership().Without(SlotNames.SubmissionSetStatus)));

    [TestMethod]
    public void ARegisteredDocumentIsReference() => Refuses(
        "ASSOC-submissionSetStatus", A.Submission().With(A.Membership(A.RegisteredDocument)));

    [TestMethod]
    public void ARelationshipOfARegisteredDocumentIsUnresolved() => Refuses(
        "ASSOC-relationship",
        A.Submission().With(A.Association(XdsUrns.Association.Append, A.RegisteredDocument, A.Document)),
        RegistryErrorCode.UnresolvedReferenceException);

    [TestMethod]
    [DataRow(XdsUrns.Association.Replace)]
    [DataRow(XdsUrns.Association.TransformAndReplace)]
    [DataRow(XdsUrns.Association.IsSnapshotOf)]
    public void WhatIsReplacedIsRegistered(string type) => Refuses(
        "ASSOC-relationship", TwoDocuments(type), RegistryErrorCode.UnresolvedReferenceException);

    [TestMethod]
    [DataRow(XdsUrns.Association.Append)]
    [DataRow(XdsUrns.Association.Transform)]
    [DataRow(XdsUrns.Association.Signs)]
    public void OtherRelationshipsMayStayWithinTheSubmission(string type) => Accepts(TwoDocuments(type));

    [TestMethod]
    public void ARelationshipWithItselfIsRefused() =>
        Refuses("ASSOC-relationship", A.SubmissionWithRelationship(XdsUrns.Association.Append, A.Document));

    [TestMethod]
    public void ARelationshipToAFolderIsRefused() => Refuses(
        "ASSOC-relationship",
        A.SubmissionWithFolder().With(A.Association(XdsUrns.Association.Append, A.Document, A.FolderId)));

    [TestMethod]
    public void ARelationshipOfAFolderIsRefused() => Refuses(
        "ASSOC-relationship",
        A.SubmissionWithFolder().With(A.Association(XdsUrns.Association.Append, A.FolderId, A.RegisteredDocument)));

    [TestMethod]
    public void AnAddendumToATransformationIsRefused() =>
        Refuses("ASSOC-appendToTransform", TwoDocuments(XdsUrns.Association.Append)
        .With(A.Association(XdsUrns.Association.Transform, "Document02", A.RegisteredDocument)));

    [TestMethod]
    public void AnotherLogicalIdIsForUpdates()
    {
        var list = A.SubmissionOf(A.DocumentEntry() with { Lid = A.RegisteredDocument });

        Refuses("SUB-logicalId", list);
        Accepts(list, For(SubmissionTransaction.Update));
        Accepts(A.SubmissionOf(A.DocumentEntry() with { Lid = A.Document }));
    }

    private static RegistryObjectList TwoDocuments(string type) => A.SubmissionWithRelationship(type, "Document02")
        .With(A.DocumentEntry("Document02", "1.2.3.4"))
        .With(A.Membership("Document02"));
}
