using System.Net;
using XdsDmp.Atna.Reception;
using XdsDmp.Atna.Reception.Datagrams;

namespace XdsDmp.Tests.Unit.Atna.Reception.Datagrams;

[TestClass]
public sealed class DatagramQueueTests
{
    [TestMethod]
    public async Task WhatIsAddedComesInOrderAndInBatches()
    {
        using var queue = new DatagramQueue();
        for (byte i = 0; i < 255; i++)
        {
            Add(queue, [i]);
        }

        Add(queue, new byte[1_000]);
        Add(queue, [7]);

        var first = await queue.TakeAsync(CancellationToken.None);
        Assert.HasCount(256, first);
        Assert.AreEqual(254, first[254].Raw[0]);
        Assert.HasCount(1, await queue.TakeAsync(CancellationToken.None));
    }

    [TestMethod]
    public async Task WhatFindsNoRoomIsCounted()
    {
        using var queue = new DatagramQueue();
        for (var i = 0; i < DatagramQueue.MaxMessages + 3; i++)
        {
            Add(queue, [1]);
        }

        Assert.AreEqual(3, queue.Dropped);
        await queue.TakeAsync(CancellationToken.None);
        Add(queue, [1]);
        Assert.AreEqual(3, queue.Dropped);
    }

    [TestMethod]
    public void LargeDatagramsAreBoundedByTheirOctets()
    {
        using var queue = new DatagramQueue();
        var large = new byte[60_000];
        for (var i = 0; i < 2_000; i++)
        {
            Add(queue, large);
        }

        Assert.AreEqual(2_000 - (DatagramQueue.MaxBytes / large.Length), queue.Dropped);
    }

    [TestMethod]
    [DataRow("7: 0100007F:0202 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 4711 2 00ff 12", 12L)]
    [DataRow("7: 0100007F:0202 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 4712 2 00ff 12", 0L)]
    [DataRow("sl local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode", 0L)]
    public void TheKernelsCountIsThatOfOurSocket(string line, long drops) =>
        Assert.AreEqual(drops, KernelDrops.DropsOf(line, "4711"));

    private static void Add(DatagramQueue queue, byte[] raw) =>
        queue.Add(Sender.OfDatagram(IPAddress.Loopback).Sent(raw, DateTimeOffset.UnixEpoch));
}
