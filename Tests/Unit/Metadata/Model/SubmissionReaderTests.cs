using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Metadata.Model;

[TestClass]
public sealed class SubmissionReaderTests
{
    [TestMethod]
    public void ObjectsAreSortedByKind()
    {
        var submission = Read(A.SubmissionWithFolder().With(new ObjectRef { Id = "ignored" }));

        Assert.AreEqual(A.Set, submission?.SubmissionSet.Id.ToString());
        Assert.AreEqual(A.Document, submission?.DocumentEntries.Single().Id.ToString());
        Assert.AreEqual(A.FolderId, submission?.Folders.Single().Id.ToString());
        Assert.HasCount(4, submission!.Associations);
    }

    [TestMethod]
    public void TheTypedViewShowsTheAttributes()
    {
        var entry = Read(A.Submission())!.DocumentEntries[0];

        Assert.AreEqual(new Code("11488-4", "1.3.6.1.4.1.19376.3.276.1", "Libellé 11488-4"), entry.TypeCode);
        Assert.AreEqual("20260102030405", entry.CreationTime?.Digits);
        Assert.AreEqual(10, entry.Size);
        Assert.AreEqual("4711", entry.PatientId?.Extension);
        Assert.AreEqual<Sequence<string>>(["N", "MASQUE_PS"], entry.ConfidentialityCodes.Map(c => c.Value));
        Assert.AreEqual("801234^Martin^Alice^^^^^^&1.2.250.1.71.4.2.1&ISO", entry.Authors.Single().Person);
        Assert.AreEqual(A.DocumentEntry(), entry.Rim);
    }

    [TestMethod]
    public void AMarkBesideItsPackageIsPutInside()
    {
        var beside = A.Submission(
            A.SubmissionSet().WithoutClassification(XdsUrns.SubmissionSetNode),
            A.DocumentEntry(),
            A.Membership(),
            A.Mark(A.Set, XdsUrns.SubmissionSetNode));

        Assert.AreEqual(Read(A.Submission()), Read(beside));
    }

    [TestMethod]
    public void AMarkGivenTwiceIsKeptOnce() =>
        Assert.AreEqual(Read(A.Submission()), Read(A.Submission().With(A.Mark(A.Set, XdsUrns.SubmissionSetNode))));

    [TestMethod]
    public void NoSubmissionSetIsRefused() =>
        Refuses(A.Submission(A.DocumentEntry()), SubmissionReader.OneSubmissionSetRule);

    [TestMethod]
    public void TwoSubmissionSetsAreRefused() => Refuses(
        A.Submission().With(A.SubmissionSet("SubmissionSet02", "1.2.3.99")), SubmissionReader.OneSubmissionSetRule);

    [TestMethod]
    public void AnUnmarkedPackageIsRefused() => Refuses(
        A.SubmissionWithFolder(A.Folder().WithoutClassification(XdsUrns.FolderNode)), SubmissionReader.PackageRule);

    [TestMethod]
    public void APackageWithBothMarksIsRefused() => Refuses(
        A.SubmissionWithFolder(A.Folder().With(A.Mark(A.FolderId, XdsUrns.SubmissionSetNode))),
        SubmissionReader.PackageRule);

    [TestMethod]
    public void AClassificationOfNothingIsRefused() =>
        Refuses(A.Submission().With(A.Mark("Nothing", XdsUrns.FolderNode)), SubmissionReader.StrayObjectRule);

    [TestMethod]
    public void AnIdentifierByItselfIsRefused() => Refuses(
        A.Submission().With(A.Identifier(A.Document, XdsUrns.DocumentEntry.UniqueId, "n", "1")),
        SubmissionReader.StrayObjectRule);

    private static Submission? Read(RegistryObjectList list)
    {
        var errors = new RegistryErrors();
        var submission = SubmissionReader.Read(list, errors);
        Assert.IsEmpty(errors);
        return submission;
    }

    private static void Refuses(RegistryObjectList list, string rule)
    {
        var errors = new RegistryErrors();

        SubmissionReader.Read(list, errors);

        var error = errors.Single();
        Assert.IsTrue(error.Is(RegistryErrorCode.XDSRegistryMetadataError));
        Assert.Contains($"[rule {rule};", error.Context);
    }
}
