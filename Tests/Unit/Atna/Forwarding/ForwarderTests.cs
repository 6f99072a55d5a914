using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using XdsDmp.Atna.Forwarding;
using XdsDmp.Audit.Syslog;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Tests.Unit.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Forwarding;

[TestClass]
public sealed class ForwarderTests : IDisposable
{
    private readonly SignedArchive _archive = new();
    private readonly List<byte[]> _received = [];
    private bool _isAway;

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

    private Forwarder Forwarder(string target) => new(
        ForwardingTarget.Parse(target), SendAsync, _archive.Writer, _archive.Readers, _archive.Clock,
        NullLogger.Instance);

    private Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancel)
    {
        if (_isAway)
        {
            throw new AuditDeliveryException("away");
        }

        _received.AddRange(messages.Select(message => message.ToArray()));
        return Task.CompletedTask;
    }
}
