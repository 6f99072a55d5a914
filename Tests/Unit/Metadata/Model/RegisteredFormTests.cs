using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Metadata.Model;

[TestClass]
public sealed class RegisteredFormTests
{
    private static readonly Hl7Time Now = Hl7Time.TryParse("20260304050607")!.Value;

    [TestMethod]
    public void NewObjectsAreApprovedFirstVersions()
    {
        foreach (var it in Registered(A.SubmissionWithFolder()).Objects())
        {
            Assert.AreEqual(AvailabilityStatus.Approved, it.AvailabilityStatus);
            Assert.AreEqual(it.Id, it.LogicalId);
            Assert.AreEqual(it is Association ? null : 1, it.Version);
        }
    }

    [TestMethod]
    public void WhatTheSenderSaysOfTheStateIsOverwritten()
    {
        var deprecated = A.DocumentEntry() with
        {
            Status = XdsUrns.StatusDeprecated,
            VersionInfo = new VersionInfo("9"),
        };

        var entry = Registered(A.SubmissionOf(deprecated)).DocumentEntries[0];

        Assert.AreEqual(AvailabilityStatus.Approved, entry.AvailabilityStatus);
        Assert.AreEqual(1, entry.Version);
    }

    [TestMethod]
    public void FoldersGetTheTimeOfTheirUpdate()
    {
        var folder = A.Folder().With(SlotNames.LastUpdateTime, "19990101000000");

        var registered = Registered(A.SubmissionWithFolder(folder));

        Assert.AreEqual(Now, registered.Folders[0].LastUpdateTime);
        Assert.IsNull(registered.SubmissionSet.Rim.Slot(SlotNames.LastUpdateTime));
    }

    [TestMethod]
    public void AllPartsTellTheirObjectType()
    {
        var registered = Registered(A.SubmissionWithFolder());

        var entry = registered.DocumentEntries[0].Rim;
        Assert.AreEqual(XdsUrns.StableDocumentEntry, entry.ObjectType);
        Assert.IsTrue(entry.Classifications.All(c => c.ObjectType == XdsUrns.ObjectType.Classification));
        Assert.IsTrue(entry.ExternalIdentifiers.All(i => i.ObjectType == XdsUrns.ObjectType.ExternalIdentifier));
        Assert.AreEqual(XdsUrns.ObjectType.RegistryPackage, registered.SubmissionSet.Rim.ObjectType);
        Assert.AreEqual(XdsUrns.ObjectType.Association, registered.Associations[0].Rim.ObjectType);
    }

    [TestMethod]
    public void AStateCanBeWrittenOverAnother()
    {
        var folder = Registered(A.SubmissionWithFolder()).Folders[0].Rim;

        var changed = new Folder((RegistryPackage)RegisteredForm.Of(
            folder, new RegistrationState(AvailabilityStatus.Deprecated, ObjectId.Of(folder.Id).Uuid, 2)));

        Assert.AreEqual(AvailabilityStatus.Deprecated, changed.AvailabilityStatus);
        Assert.AreEqual(2, changed.Version);
        Assert.AreEqual(Now, changed.LastUpdateTime);
    }

    private static Submission Registered(RegistryObjectList list) =>
        RegisteredForm.Of(SymbolicIdsTests.Resolve(list), Now);
}
