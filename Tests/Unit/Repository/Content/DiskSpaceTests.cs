using XdsDmp.Repository.Content;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Repository.Content;

[TestClass]
public sealed class DiskSpaceTests
{
    [TestMethod]
    public void WhatIsToStayFreeIsNotGivenAway()
    {
        var space = new DiskSpace(TestFolder.New(), minFreeBytes: long.MaxValue);

        var refusal = Assert.ThrowsExactly<ContentSpaceException>(space.Demand);

        StringAssert.Contains(refusal.Message, "octets are free");
        Assert.AreEqual(refusal.Message, space.Trouble);
    }

    [TestMethod]
    public void ADiskWithRoomIsNoTrouble()
    {
        var space = new DiskSpace(TestFolder.New(), minFreeBytes: 1);

        space.Demand();
        Assert.IsNull(space.Trouble);
        Assert.IsGreaterThan(1, space.Free);
    }

    /// <summary>A device that is always full: what the system says is understood.</summary>
    [TestMethod]
    public void AFullDiskIsRecognised()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Inconclusive("/dev/full is a device of Linux");
        }

        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        var failure = Assert.Throws<IOException>(() => RandomAccess.Write(full, new byte[10], 0));

        Assert.IsTrue(DiskSpace.IsFull(failure), $"{failure.HResult} {failure.Message}");
        Assert.IsFalse(DiskSpace.IsFull(new FileNotFoundException()));
    }
}
