using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Checkpoints;

namespace XdsDmp.Tests.Unit.Atna.Archiving;

[TestClass]
public sealed class CheckpointJobTests : IDisposable
{
    private readonly SignedArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public async Task ACheckpointIsMadeWhenThereAreEnoughRecords()
    {
        var job = _archive.Job(records: 10);
        _archive.Records.AppendMany(9);
        await job.RunOnceAsync();
        var before = _archive.Verify(withAnchors: false).Checkpoints;
        _archive.Records.AppendMany(1);
        await job.RunOnceAsync();

        var outcome = _archive.Verify();

        Assert.AreEqual(0, before);
        Assert.AreEqual(1, outcome.Checkpoints);
        Assert.AreEqual(10, outcome.SignedUpTo);
        Assert.AreEqual("", SignedArchive.Of(outcome));
    }

    [TestMethod]
    public async Task NothingNewNeedsNoCheckpoint()
    {
        await _archive.AddSignedAsync(3);
        await _archive.Job().SignAsync();
        await _archive.Job(records: 1).RunOnceAsync();

        Assert.AreEqual(1, _archive.Verify().Checkpoints);
    }

    [TestMethod]
    public async Task TheTailCutTogetherWithItsCheckpointsShowsAgainstTheAnchors()
    {
        await _archive.AddSignedAsync(5, times: 3);
        Cut(after: 7);
        _archive.Records.Tamper("DELETE FROM checkpoint WHERE number > 1");

        Assert.AreEqual("", SignedArchive.Of(_archive.Verify(withAnchors: false)));
        StringAssert.Contains(SignedArchive.Of(_archive.Verify()), "TailMissing 8-15");
    }

    [TestMethod]
    public async Task TheTailCutUnderItsCheckpointsShowsWithoutAnchors()
    {
        await _archive.AddSignedAsync(5, times: 2);
        Cut(after: 7);

        Assert.AreEqual("TailMissing 8-10", SignedArchive.Of(_archive.Verify(withAnchors: false)));
    }

    [TestMethod]
    public async Task TheServiceItselfNoticesAtItsStartThatTheTailWasCut()
    {
        await _archive.AddSignedAsync(5, times: 2);
        var before = _archive.Job().FindContradiction();
        Cut(after: 7);
        _archive.Records.Tamper("DELETE FROM checkpoint WHERE number > 1");

        Assert.IsNull(before);
        StringAssert.Contains(_archive.Job().FindContradiction(), "cut off");
    }

    /// <summary>Whoever can compute hashes still cannot sign.</summary>
    [TestMethod]
    public async Task AChainWrittenAnewShowsAtItsFirstCheckpoint()
    {
        await _archive.AddSignedAsync(5, times: 2);
        Cut(after: 0);
        _archive.Records.AppendMany(3);
        _archive.Records.Append([.. Enumerable.Range(1, 7).Select(i => Messages(i))]);

        var outcome = _archive.Verify();

        StringAssert.StartsWith(SignedArchive.Of(outcome), "HeadDiffers 5");
    }

    [TestMethod]
    [DataRow("UPDATE checkpoint SET statement = replace(statement, 'records=5', 'records=6') WHERE number = 2")]
    [DataRow("UPDATE checkpoint SET signature = zeroblob(70) WHERE number = 2")]
    [DataRow("UPDATE checkpoint SET sequence = 9 WHERE number = 2")]
    [DataRow("UPDATE checkpoint SET statement = '' WHERE number = 2")]
    public async Task AForgedCheckpointIsNamed(string change)
    {
        await _archive.AddSignedAsync(5, times: 3);

        _archive.Records.Tamper(change);

        StringAssert.Contains(SignedArchive.Of(_archive.Verify(withAnchors: false)), "SignatureWrong 2");
    }

    [TestMethod]
    public async Task AMissingCheckpointIsNamed()
    {
        await _archive.AddSignedAsync(5, times: 3);

        _archive.Records.Tamper("DELETE FROM checkpoint WHERE number = 2");

        StringAssert.Contains(SignedArchive.Of(_archive.Verify(withAnchors: false)), "CheckpointMissing 2");
    }

    [TestMethod]
    public async Task AnotherKeyDoesNotCount()
    {
        await _archive.AddSignedAsync(5);
        using var other = SigningKey.Ensure(_archive.At("other.key"));
        using var keys = PublicKeys.Read(SigningKey.PublicPathOf(other.Path));
        using var archive = _archive.Records.Open();

        Assert.AreEqual(
            "SignatureWrong 1", SignedArchive.Of(archive.Verify(new VerificationBasis { Keys = keys })));
    }

    [TestMethod]
    public async Task WhatCouldNotBeAnchoredIsAnchoredLater()
    {
        var path = _archive.Anchors;
        Directory.CreateDirectory(path);
        await _archive.AddSignedAsync(5, times: 2);
        Directory.Delete(path);
        await _archive.AddSignedAsync(5);

        Assert.HasCount(3, File.ReadAllLines(path));
        Assert.AreEqual("", SignedArchive.Of(_archive.Verify()));
    }

    [TestMethod]
    public async Task HalfALineThatACrashLeftDoesNoHarm()
    {
        await _archive.AddSignedAsync(5);
        File.WriteAllText(_archive.Anchors, File.ReadAllText(_archive.Anchors)[..100]);
        await _archive.AddSignedAsync(5);

        Assert.HasCount(3, File.ReadAllLines(_archive.Anchors));
        Assert.AreEqual("", SignedArchive.Of(_archive.Verify()));
    }

    [TestMethod]
    public void TheKeyIsItsOwnersAndThePublicKeyBesideIt()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_archive.Key.Path));
        }

        using var again = SigningKey.Ensure(_archive.Key.Path);
        using var keys = PublicKeys.Read(SigningKey.PublicPathOf(_archive.Key.Path));
        Assert.AreEqual(_archive.Key.Id, again.Id);
        Assert.AreEqual(_archive.Key.Id, keys.Ids.Single());
    }

    private static ReceivedMessage Messages(int i) => Storage.Messages.Submission(user: $"forged{i}");

    private void Cut(long after)
    {
        _archive.Records.Tamper(
            $"DELETE FROM record WHERE sequence > {after}; DELETE FROM event WHERE sequence > {after}");
        _archive.Records.RemoveTerms(sequence => sequence > after);
    }
}
