using XdsDmp.Atna.Archiving;
using XdsDmp.Atna.Storage;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Archiving;

/// <summary>Archiving by hand, beside a service or without one.</summary>
[TestClass]
public sealed class ArchiveRunTests : IDisposable
{
    private readonly SignedArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    /// <summary>Each file leaves a record: archived in its turn, that would never end.</summary>
    [TestMethod]
    public async Task ATimeInTheFutureMeansAllUntilNow()
    {
        await _archive.AddSignedAsync(25);

        var files = await RunAsync(DateTimeOffset.MaxValue);

        Assert.AreEqual("1-10 11-20 21-25", files);
        Assert.AreEqual("", SignedArchive.Of(await _archive.VerifyFilesAsync(withDatabase: true)));
        Assert.AreEqual("", SignedArchive.Of(_archive.Verify()));
        Assert.AreEqual("26-28", await RunAsync(DateTimeOffset.MaxValue), "what the files left");
    }

    [TestMethod]
    public async Task RecordsOfTheTimeOrLaterStay()
    {
        await _archive.AddSignedAsync(5);
        _archive.Records.Append(Messages.Submission(receivedAt: Messages.Time.AddHours(1)));

        Assert.AreEqual("1-5", await RunAsync(Messages.Time.AddHours(1)));
        Assert.AreEqual("", await RunAsync(Messages.Time.AddHours(1)));
    }

    [TestMethod]
    public async Task WhatDoesNotVerifyIsNotArchived()
    {
        await _archive.AddSignedAsync(15);
        _archive.Records.Tamper("UPDATE record SET peer = 'x' WHERE sequence = 12");

        await Assert.ThrowsExactlyAsync<InvalidDataException>(() => RunAsync(DateTimeOffset.MaxValue));

        using var archive = _archive.Records.Open();
        Assert.HasCount(1, archive.List(new AuditFilter { EventCode = "110101" }), "the first ten are archived");
    }

    private async Task<string> RunAsync(DateTimeOffset before)
    {
        var done = new List<string>();
        var run = new ArchiveRun(_archive.Records.Location, _archive.Key.Path, _archive.Folder.Path);
        await foreach (var file in run.RunAsync(before, segmentRecords: 10, CancellationToken.None))
        {
            done.Add($"{file.First}-{file.Last}");
        }

        return string.Join(' ', done);
    }
}
