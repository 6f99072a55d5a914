using System.Net.Security;
using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>ITI-20 over TLS: what senders may count on.</summary>
[TestClass]
public sealed class ReceptionTests
{
    private static readonly AuditFilter Refusals = new() { EventCode = "110126" };

    [TestMethod]
    public async Task ADeliveredBatchIsRecordedAndConfirmed()
    {
        await using var node = await AtnaNode.StartAsync();
        var messages = Enumerable.Range(1, 1_000).Select(Message).ToList();

        await node.SendAsync(messages);

        AssertSame(messages, node.Received());
        using var archive = node.OpenArchive();
        var line = archive.List(new AuditFilter { EventCode = "ITI-41", Limit = 1 })[0];
        Assert.AreEqual("127.0.0.1", line.Peer.Replace("::1", "127.0.0.1", StringComparison.Ordinal));
        StringAssert.Contains(line.PeerCertificate, "practice");
        Assert.IsTrue(archive.Verify().IsIntact);
    }

    [TestMethod]
    public async Task WhateverIsSentIsKeptByteForByte()
    {
        await using var node = await AtnaNode.StartAsync();
        byte[][] messages =
        [
            "<85>1 - - - - DICOM+RFC3881 - <AuditMessage><EventIdentification>"u8.ToArray(),
            "<13>1 2026-03-01T10:00:00Z host cron 1 - - disk full"u8.ToArray(),
            "<13>Mar  1 10:00:00 host cron: the old form"u8.ToArray(),
            [0, 0xFF, 0xFE, 0x80, (byte)'\n', 0],
            [(byte)'x', .. Enumerable.Repeat((byte)' ', 4 * 1024 * 1024 - 1)],
        ];

        await node.SendAsync(messages);

        AssertSame(messages, node.Received());
    }

    [TestMethod]
    public async Task ASenderWithoutCertificateIsRefusedAndTheRefusalIsRecorded()
    {
        await using var node = await AtnaNode.StartAsync();

        // With TLS 1.3 the client learns of its refusal only when it reads.
        await Assert.ThrowsAsync<Exception>(async () =>
        {
            using var sender = await node.ConnectWithoutCertificateAsync();
            await sender.WriteAsync(Framed("never taken in"));
            await ReadToEndAsync(sender);
            throw new IOException("the connection was closed");
        });

        var refusal = await node.UntilFoundAsync(Refusals);
        Assert.AreEqual(Transports.Own, refusal.Transport);
        Assert.AreEqual("110113", refusal.Event.Id?.Code);
        Assert.IsEmpty(node.Received());
    }

    [TestMethod]
    public async Task AConnectionThatBreaksOffInsideAMessageKeepsTheWholeOnes()
    {
        await using var node = await AtnaNode.StartAsync();
        using (var sender = await node.ConnectAsync())
        {
            await sender.WriteAsync((byte[])[.. Framed("first"), .. Framed("second"), .. "500 half of"u8]);
        }

        var alert = await node.UntilFoundAsync(Refusals);

        StringAssert.Contains(alert.Event.OutcomeDescription, "after 2 messages");
        Assert.AreEqual("first second", Text(node.Received()));
    }

    [TestMethod]
    public async Task AStreamOutOfStepIsCutOffAndRecorded()
    {
        await using var node = await AtnaNode.StartAsync();
        using var sender = await node.ConnectAsync();

        await sender.WriteAsync(Framed("good").Concat("<85>1 without octet count 5 forged"u8.ToArray()).ToArray());

        var alert = await node.UntilFoundAsync(Refusals);
        StringAssert.Contains(alert.Event.OutcomeDescription, "octet count");
        Assert.AreEqual("good", Text(node.Received()));
    }

    [TestMethod]
    public async Task AMessageThatIsTooLargeIsRefused()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:MaxFrameBytes", "32768"));
        using var sender = await node.ConnectAsync();

        await sender.WriteAsync(Framed("good").Concat("32769 "u8.ToArray()).ToArray());

        var alert = await node.UntilFoundAsync(Refusals);
        StringAssert.Contains(alert.Event.OutcomeDescription, "32769");
    }

    [TestMethod]
    public async Task ASenderThatStallsIsCutOff()
    {
        await using var node = await AtnaNode.StartAsync(("Atna:MidFrameTimeoutSeconds", "1"));
        using var sender = await node.ConnectAsync();

        await sender.WriteAsync("100 never finished"u8.ToArray());

        var alert = await node.UntilFoundAsync(Refusals);
        StringAssert.Contains(alert.Event.OutcomeDescription, "in time");
    }

    [TestMethod]
    public async Task TwoSendersAtOnceMakeOneChain()
    {
        await using var node = await AtnaNode.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(sender =>
            node.SendAsync([.. Enumerable.Range(0, 500).Select(i => Message((sender * 1_000) + i))])));

        using var archive = node.OpenArchive();
        Assert.IsTrue(archive.Verify().IsIntact);
        Assert.HasCount(1_000, node.Received().Select(Encoding.UTF8.GetString).Distinct());
    }

    [TestMethod]
    public async Task BytesMayComeOneByOne()
    {
        await using var node = await AtnaNode.StartAsync();
        using var sender = await node.ConnectAsync();
        foreach (var octet in Framed("drop by drop"))
        {
            await sender.WriteAsync(new[] { octet });
        }

        await sender.ShutdownAsync();

        Assert.AreEqual("1\n", await ReadToEndAsync(sender));
        Assert.AreEqual("drop by drop", Text(node.Received()));
    }

    [TestMethod]
    public async Task AStopKeepsWhatHasArrivedAndEndsTheConnection()
    {
        await using var node = await AtnaNode.StartAsync();
        using var sender = await node.ConnectAsync();
        await sender.WriteAsync(Framed("whole").Concat("9 hal"u8.ToArray()).ToArray());
        await node.UntilFoundAsync(new AuditFilter { Text = "whole" });

        await node.StopAsync();

        Assert.AreEqual("", await ReadToEndAsync(sender));
        Assert.AreEqual("whole", Text(node.Received()));
    }

    [TestMethod]
    public async Task TheRepositoryRecordsItsOwnStartAndStop()
    {
        await using var node = await AtnaNode.StartAsync();
        await node.StopAsync();
        await node.StartAgainAsync();
        await node.StopAsync();

        using var archive = node.OpenArchive();
        var types = archive.List(new AuditFilter()).Select(line => line.Code?.Code).Reverse();

        Assert.AreEqual("110120 110121 110120 110121", string.Join(' ', types));
        Assert.IsTrue(archive.Verify().IsIntact);
    }

    [TestMethod]
    public async Task ARunningRepositoryCanBeVerified()
    {
        await using var node = await AtnaNode.StartAsync();
        var sending = node.SendAsync([.. Enumerable.Range(0, 2_000).Select(Message)]);
        using var archive = node.OpenArchive();
        do
        {
            Assert.IsTrue(archive.Verify().IsIntact);
        }
        while (!sending.IsCompleted);

        await sending;
        Assert.AreEqual(2_001, archive.Verify().Records);
    }

    private static byte[] Message(int number) => Encoding.UTF8.GetBytes(
        $"""
        <85>1 2026-03-01T10:00:00Z host app 12 DICOM+RFC3881 - <AuditMessage>
        <EventIdentification EventActionCode="C" EventDateTime="2026-03-01T10:00:00Z" EventOutcomeIndicator="0">
        <EventID csd-code="110107" codeSystemName="DCM" originalText="Import"/>
        <EventTypeCode csd-code="ITI-41" codeSystemName="IHE Transactions" originalText="Provide and Register"/>
        </EventIdentification>
        <ActiveParticipant UserID="user-{number}" UserIsRequestor="true"/>
        <AuditSourceIdentification AuditSourceID="scenario"/>
        </AuditMessage>
        """);

    private static byte[] Framed(string text) => Encoding.ASCII.GetBytes($"{text.Length} {text}");

    private static string Text(IReadOnlyList<byte[]> messages) =>
        string.Join(' ', messages.Select(Encoding.ASCII.GetString));

    private static async Task<string> ReadToEndAsync(SslStream stream) =>
        await new StreamReader(stream, Encoding.ASCII).ReadToEndAsync();

    private static void AssertSame(IReadOnlyList<byte[]> expected, IReadOnlyList<byte[]> actual)
    {
        Assert.HasCount(expected.Count, actual);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.IsTrue(expected[i].AsSpan().SequenceEqual(actual[i]), $"message {i} differs");
        }
    }
}
