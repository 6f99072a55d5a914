using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Metadata.Model;

[TestClass]
public sealed class SymbolicIdsTests
{
    [TestMethod]
    public void OneNameBecomesOneUuidEverywhere()
    {
        var submission = Resolve(A.SubmissionWithFolder());
        var set = submission.SubmissionSet.Id;
        var folder = submission.Folders[0].Id;
        var entry = submission.DocumentEntries[0].Id;
        var inFolder = submission.Associations.Single(a => a.Source == folder);

        Assert.AreEqual(entry, inFolder.Target);
        Assert.AreSequenceEqual(
            new[] { entry, folder, inFolder.Id },
            submission.Associations.Where(a => a.Source == set).Select(a => a.Target).ToArray());
    }

    [TestMethod]
    public void EveryIdIsAUuidOfItsOwn()
    {
        var rim = Resolve(A.SubmissionWithFolder()).Objects().Select(o => o.Rim).ToArray();
        var ids = rim.Concat(rim.SelectMany(o => o.Classifications)).Concat(rim.SelectMany(o => o.ExternalIdentifiers))
            .Select(o => o.Id)
            .ToArray();

        Assert.IsTrue(ids.All(id => EntryUuid.TryParse(id, out _)));
        Assert.HasCount(ids.Length, ids.Distinct());
    }

    [TestMethod]
    public void PartsNameTheObjectThatHoldsThem()
    {
        var entry = Resolve(A.Submission()).DocumentEntries[0].Rim;

        Assert.IsTrue(entry.Classifications.All(c => c.ClassifiedObject == entry.Id));
        Assert.IsTrue(entry.ExternalIdentifiers.All(i => i.RegistryObject == entry.Id));
    }

    [TestMethod]
    public void UuidsStayInLowerCase()
    {
        var upper = "urn:uuid:" + A.RegisteredDocument[9..].ToUpperInvariant();

        var submission = Resolve(A.SubmissionWithRelationship(XdsUrns.Association.Append, upper));

        Assert.AreEqual(A.RegisteredDocument, submission.Associations[1].Rim.TargetObject);
    }

    [TestMethod]
    public void MissingIdsOfPartsAreMade()
    {
        var entry = A.DocumentEntry().WithEach(XdsUrns.DocumentEntry.ConfidentialityCode, c => c with { Id = null });

        var codes = Resolve(A.SubmissionOf(entry)).DocumentEntries[0].Rim.Classifications;

        Assert.HasCount(codes.Count, codes.Select(c => c.Id).Distinct());
        Assert.IsTrue(codes.All(c => c.Id is not null));
    }

    [TestMethod]
    public void NothingElseChanges()
    {
        var before = A.DocumentEntry();

        var after = Resolve(A.Submission()).DocumentEntries[0].Rim;

        Assert.AreEqual(before.Slots, after.Slots);
        Assert.AreEqual(before.Name, after.Name);
        Assert.HasCount(before.Classifications.Count, after.Classifications);
    }

    internal static Submission Resolve(RegistryObjectList list)
    {
        var errors = new RegistryErrors();
        var submission = SubmissionReader.Read(list, errors)!;
        var next = 0;
        return SymbolicIds.Resolve(submission, () => new EntryUuid(new Guid(++next, 0, 0, new byte[8])));
    }
}
