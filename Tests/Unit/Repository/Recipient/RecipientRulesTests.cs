using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Repository.Recipient;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Recipient;

[TestClass]
public sealed class RecipientRulesTests
{
    private readonly RegistryErrors _errors = [];

    [TestMethod]
    public void WhatASourceMustSendIsEnough()
    {
        RecipientRules.CheckMetadata(Read(A.Submission()), new RecipientOptions(), isFrench: false, _errors);

        Assert.HasCount(0, _errors);
    }

    [TestMethod]
    public void AMissingAttributeIsTheRecipientsErrorNotARegistrys()
    {
        var entry = A.DocumentEntry().WithoutClassification(XdsUrns.DocumentEntry.ClassCode);

        RecipientRules.CheckMetadata(
            Read(A.SubmissionOf(entry)), new RecipientOptions(), isFrench: false, _errors);

        Assert.IsTrue(_errors.Single().Is(RegistryErrorCode.XDSRepositoryMetadataError));
        StringAssert.Contains(_errors.Single().Context, "DE-classCode");
    }

    [TestMethod]
    [DataRow(true, 0)]
    [DataRow(false, 1)]
    public void LimitedMetadataIsAcceptedWhereTheOptionIsOn(bool isOn, int errors)
    {
        var entry = Limited(A.DocumentEntry(), XdsUrns.DocumentEntry.LimitedMetadata);
        entry = isOn ? entry.WithoutClassification(XdsUrns.DocumentEntry.ClassCode) : entry;

        RecipientRules.CheckMetadata(
            Read(A.SubmissionOf(entry)), new RecipientOptions { LimitedMetadata = isOn }, isFrench: false, _errors);

        Assert.HasCount(errors, _errors);
    }

    [TestMethod]
    public void MetadataThatIsNotMarkedAsLimitedIsNot()
    {
        var entry = A.DocumentEntry().WithoutClassification(XdsUrns.DocumentEntry.TypeCode);

        RecipientRules.CheckMetadata(
            Read(A.SubmissionOf(entry)), new RecipientOptions(), isFrench: false, _errors);

        Assert.HasCount(1, _errors);
    }

    [TestMethod]
    [DataRow(XdsUrns.Association.Append, RegistryErrorCode.PartialAppendContentNotProcessed)]
    [DataRow(XdsUrns.Association.Replace, RegistryErrorCode.PartialReplaceContentNotProcessed)]
    [DataRow(XdsUrns.Association.Transform, RegistryErrorCode.PartialTransformNotProcessed)]
    [DataRow(XdsUrns.Association.TransformAndReplace, RegistryErrorCode.PartialTransformReplaceNotProcessed)]
    [DataRow(XdsUrns.Association.Signs, RegistryErrorCode.PartialRelationshipContentNotProcessed)]
    public void ARelationshipIsKeptAndTheSenderTold(string type, RegistryErrorCode code)
    {
        var submission = Read(A.SubmissionWithRelationship(type));

        RecipientRules.CheckMetadata(submission, new RecipientOptions(), isFrench: false, _errors);
        RecipientRules.WarnOfPartial(submission, RelationshipWarnings.Specific, _errors);

        Assert.IsFalse(_errors.IsFailure);
        Assert.IsTrue(_errors.Single().Is(code));
    }

    [TestMethod]
    public void AllRelationshipsCanHaveOneWarning()
    {
        RecipientRules.WarnOfPartial(
            Read(A.SubmissionWithRelationship(XdsUrns.Association.Replace)), RelationshipWarnings.General, _errors);

        Assert.IsTrue(_errors.Single().Is(RegistryErrorCode.PartialRelationshipContentNotProcessed));
    }

    [TestMethod]
    public void AFolderIsNeverAReasonToRefuse()
    {
        var folder = A.Folder() with
        {
            ExternalIdentifiers = [],
            Classifications = [A.Mark(A.FolderId, XdsUrns.FolderNode)],
        };
        var submission = Read(A.SubmissionWithFolder(folder));

        RecipientRules.CheckMetadata(submission, new RecipientOptions(), isFrench: false, _errors);
        RecipientRules.WarnOfPartial(submission, RelationshipWarnings.Specific, _errors);

        Assert.IsFalse(_errors.IsFailure, string.Join("\n", _errors.Select(error => error.Context)));
        Assert.IsTrue(_errors.Single().Is(RegistryErrorCode.PartialFolderContentNotProcessed));
    }

    [TestMethod]
    public void ASubmissionOfAFolderAloneIsKept()
    {
        var submission = Read(A.Submission(
            A.SubmissionSet(), A.Folder(), A.Association(XdsUrns.Association.HasMember, A.Set, A.FolderId)));

        RecipientRules.CheckMetadata(submission, new RecipientOptions(), isFrench: false, _errors);

        Assert.HasCount(0, _errors);
    }

    [TestMethod]
    public void AnEmptySubmissionIsRefused()
    {
        RecipientRules.CheckMetadata(
            Read(A.Submission(A.SubmissionSet())), new RecipientOptions(), isFrench: false, _errors);

        Assert.IsTrue(_errors.IsFailure);
    }

    [TestMethod]
    [DataRow(UnknownRecipientPatients.Accept, false, 0)]
    [DataRow(UnknownRecipientPatients.Queue, true, 1)]
    [DataRow(UnknownRecipientPatients.Refuse, false, 1)]
    public void APatientOfAnotherAuthorityIsTreatedAsSet(
        UnknownRecipientPatients treatment, bool isQueued, int told)
    {
        var options = new RecipientOptions { AssigningAuthorities = ["1.2.3"], UnknownPatients = treatment };

        Assert.AreEqual(isQueued, RecipientRules.CheckPatient(Read(A.Submission()), options, _errors));

        Assert.HasCount(told, _errors);
        Assert.AreEqual(treatment == UnknownRecipientPatients.Refuse, _errors.IsFailure);
        Assert.IsTrue(_errors.All(error => error.Is(isQueued
            ? RegistryErrorCode.DocumentQueued
            : RegistryErrorCode.XDSUnknownPatientId)));
    }

    private static T Limited<T>(T rim, string node)
        where T : RegistryObject => rim with { Classifications = [.. rim.Classifications, A.Mark(rim.Id!, node)] };

    private static Submission Read(RegistryObjectList objects) => SubmissionReader.Read(objects, [])!;
}
