using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Forwarding;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Atna.Storage;
using XdsDmp.Tests.Unit.Registry.PatientIdentity.Mllp;

namespace XdsDmp.Tests.Unit.Atna.Forwarding;

[TestClass]
public sealed class ForwarderTests : IDisposable
{
    private readonly SignedArchive _archive = new();
    private readonly List<byte[]> _received = [];
    private int _failures;
    private volatile bool _isAway;

    public void Dispose() => _archive.Dispose();

    [TestMethod]
    public async Task WhatComesIsPassedOnByteForByteInOrder()
    {
        var forwarder = await StartAsync("syslog-tls://other");
        _archive.Records.AppendMany(600);
        _archive.Records.Append(Messages.Of([0, 0xFF, (byte)'\n']));

        await forwarder.DrainAsync(CancellationToken.None);

        Assert.HasCount(601, _received);
        using var archive = _archive.Records.Open();
        for (var i = 0; i < _received.Count; i++)
        {
            CollectionAssert.AreEqual(archive.Find(i + 2)!.Message.Raw, _received[i]);
        }
    }

    [TestMethod]
    public async Task ATargetThatWasAwayGetsAllInOrderEvenAfterARestart()
    {
        var forwarder = await StartAsync("syslog-tls://other");
        _isAway = true;
        for (var i = 0; i < 5; i++)
        {
            _archive.Records.AppendMany(100);
            await Assert.ThrowsExactlyAsync<AuditDeliveryException>(() => forwarder.DrainAsync(CancellationToken.None));
        }

        _isAway = false;
        await Forwarder("syslog-tls://other").DrainAsync(CancellationToken.None);
        await Forwarder("syslog-tls://other").DrainAsync(CancellationToken.None);

        Assert.HasCount(500, _received);
        StringAssert.Contains(Encoding.UTF8.GetString(_received[^1]), "1.2.3.100");
    }

    /// <summary>The hour passes by timers that go off at once; records come at every one of them.</summary>
    [TestMethod]
    public async Task ATargetThatIsAwayForAnHourMissesNothingAndGetsAllInOrder()
    {
        await StartAsync("syslog-tls://other");
        var timers = new ManualTimers();
        var longest = TimeSpan.FromMinutes(5);
        using var stop = new CancellationTokenSource();
        _isAway = true;
        var expected = new List<byte[]>();
        Append();
        var running = Forwarder("syslog-tls://other", timers).RunAsync(stop.Token);
        for (var failures = 1; failures <= TimeSpan.FromHours(1) / longest; failures++)
        {
            await Eventually.IsTrueAsync($"{failures} failures", () => _failures >= failures);
            await timers.UntilDueAsync(longest);
            Append();
            timers.Pass(longest);
        }

        Assert.IsEmpty(_received);
        _isAway = false;
        await Eventually.IsTrueAsync("all is forwarded", () =>
        {
            timers.Pass(longest);
            return _received.Count >= expected.Count;
        });
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => running);
        CollectionAssert.AreEqual(expected.Select(Encoding.UTF8.GetString).ToList(),
            _received.Select(Encoding.UTF8.GetString).ToList());

        void Append()
        {
            expected.Add(Messages.Submission(document: $"1.2.3.{expected.Count}").Raw);
            _archive.Records.Append(Messages.Of(expected[^1]));
        }
    }

    [TestMethod]
    public async Task AMessageThatIsTooLongIsListedAndRecordedAndDoesNotHoldUpTheOthers()
    {
        var forwarder = await StartAsync("syslog-tls://other?max-bytes=5000");
        _archive.Records.Append(
            Messages.Submission(), Messages.Submission(document: new string('1', 5_000)), Messages.Submission());

        await forwarder.DrainAsync(CancellationToken.None);

        using var archive = _archive.Records.Open();
        var state = archive.Forwarding(10).Single();
        Assert.AreEqual((0L, 1L), (state.Behind, state.Refused));
        Assert.AreEqual(3, state.LastRefusals.Single().Sequence);
        StringAssert.Contains(state.LastRefusals.Single().Reason, "more than the target takes (5000)");

        // The two others, and our own message about the third.
        Assert.HasCount(3, _received);
        var told = archive.List(new AuditFilter { EventCode = "110113" }).Single();
        Assert.AreEqual(8, told.Event.Outcome);
        StringAssert.Contains(told.Event.OutcomeDescription, "other:6514 refused 1 records for good");
    }

    /// <summary>Our own messages are forwarded, too: one about each refusal would be refused in its turn.</summary>
    [TestMethod]
    public async Task RefusalsOfOurOwnMessagesMakeNoMoreMessages()
    {
        var forwarder = await StartAsync("syslog-tls://other?max-bytes=1");
        _archive.Records.Append(Messages.Submission());

        await forwarder.DrainAsync(CancellationToken.None);
        await forwarder.DrainAsync(CancellationToken.None);

        using var archive = _archive.Records.Open();
        Assert.HasCount(1, archive.List(new AuditFilter { EventCode = "110113" }));
        Assert.AreEqual(2, archive.Forwarding(10).Single().Refused);
    }

    [TestMethod]
    [DataRow("", 4)]
    [DataRow("?event=ITI-43", 1)]
    [DataRow("?event=iti-43,110107", 3)]
    [DataRow("?sender=CN=practice", 3)]
    [DataRow("?sender=192.0.2.99", 1)]
    [DataRow("?sender=practice-1&event=ITI-41", 2)]
    [DataRow("?sender=nobody", 0)]
    public async Task ATargetGetsWhatItsRuleSays(string rule, int count)
    {
        var forwarder = await StartAsync($"syslog-tls://other{rule}");
        _archive.Records.Append(
            Messages.Submission(), Messages.Submission(type: "ITI-43"), Messages.Submission(),
            Messages.Of("<13>1 - - - - - - disk full"u8.ToArray()) with { Peer = "192.0.2.99", PeerCertificate = null },
            Messages.Submission() with { Transport = "fhir" });

        await forwarder.DrainAsync(CancellationToken.None);

        Assert.HasCount(count, _received);
    }

    [TestMethod]
    [DataRow("syslog-udp://other")]
    [DataRow("other:6514")]
    [DataRow("syslog-tls://other?confirms=perhaps")]
    [DataRow("syslog-tls://other?filter=x")]
    [DataRow("syslog-tls://other?max-bytes=0")]
    [DataRow("fhir+http://other/fhir")]
    [DataRow("https://other/fhir")]
    [DataRow("fhir+https://other/fhir?confirms=true")]
    public void AWrongTargetIsNamed(string text)
    {
        var wrong = Assert.ThrowsExactly<ConfigurationException>(() => ForwardingTarget.Parse(text));

        StringAssert.Contains(wrong.Message, text);
    }

    /// <summary>A target that is new gets what comes from now on: there is one record before.</summary>
    private async Task<Forwarder> StartAsync(string target)
    {
        _archive.Records.AppendMany(1);
        var forwarder = Forwarder(target);
        await forwarder.DrainAsync(CancellationToken.None);
        Assert.IsEmpty(_received);
        return forwarder;
    }

    private Forwarder Forwarder(string text, TimeProvider? clock = null)
    {
        var target = ForwardingTarget.Parse(text);
        return new Forwarder(
            target, new SyslogCopies(target, SendAsync), _archive.Writer, _archive.Readers, _archive.Audit,
            clock ?? _archive.Clock, NullLogger.Instance);
    }

    private Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancel)
    {
        if (_isAway)
        {
            _failures++;
            throw new AuditDeliveryException("away");
        }

        _received.AddRange(messages.Select(message => message.ToArray()));
        return Task.CompletedTask;
    }
}
