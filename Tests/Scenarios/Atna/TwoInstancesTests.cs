using System.Text;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;
using XdsDmp.Security.Trust;
using XdsDmp.Tests.Scenarios.CommandLine;
using XdsDmp.Tests.Scenarios.Crash;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Atna;

/// <summary>
/// Two audit repositories on one PostgreSQL, senders on both, and one of them killed: there is one chain, and all that
/// was confirmed is in it once.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class TwoInstancesTests : IDisposable
{
    private const int Batch = 200;
    private const int Enough = 10 * Batch;

    private readonly string _folder = TestFolder.New();
    private readonly string _database = TestDatabase.OnServer();
    private readonly ChildServices _first;
    private readonly ChildServices _second;
    private readonly TlsPolicy _tls = new(
        new NodeCertificateSource(TestPki.Files.Practice, TimeProvider.System, _ => { }),
        new TrustStore(TestPki.Files.TrustFolder, TimeProvider.System, _ => { }),
        new TlsPolicyOptions(),
        TimeProvider.System,
        _ => { });

    private int _confirmed;

    public TwoInstancesTests() => (_first, _second) = (Instance("first"), Instance("second"));

    private string Key => Path.Combine(_folder, "checkpoint.key");

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [TestMethod]
    public async Task TheyMakeOneChainAndAKilledOneLosesNothing()
    {
        await _first.StartAsync();
        await _second.StartAsync();
        var (first, second) = (_first.SyslogPort, _second.SyslogPort);
        using var stop = new CancellationTokenSource();
        List<Task<List<string>>> sending =
        [
            .. Enumerable.Range(1, 4).Select(i => Task.Run(() =>
                SendAsync($"sender{i}", i % 2 == 0 ? first : second, second, stop.Token))),
        ];
        await Eventually.IsTrueAsync("both take records", () => Volatile.Read(ref _confirmed) > Enough, seconds: 120);
        await _first.KillAsync();
        var atKill = Volatile.Read(ref _confirmed);
        await Eventually.IsTrueAsync(
            "the other one takes records", () => Volatile.Read(ref _confirmed) > atKill + Enough, seconds: 120);
        await stop.CancelAsync();
        var confirmed = (await Task.WhenAll(sending)).SelectMany(names => names).ToList();
        Assert.AreEqual(0, (await _second.StopAsync()).ExitCode);

        var stored = Stored();
        Assert.IsEmpty(confirmed.Except(stored).Take(10), "confirmed, but not there");
        Assert.IsEmpty(stored.GroupBy(name => name).Where(same => same.Count() > 1).Take(10), "there twice");
        var verified = await CommandProcess.RunAsync(
        [
            "audit", "verify", "--database", _database, "--public-key", Path.ChangeExtension(Key, ".pub"),
            "--anchors", Anchors("second"),
        ]);
        Assert.AreEqual(0, verified.ExitCode, verified.ToString());
        StringAssert.Contains(verified.Output, "intact");
    }

    private string Anchors(string name) => Path.Combine(_folder, name + "-checkpoints.txt");

    private ChildServices Instance(string name) => new(
        Path.Combine(_folder, name), $"--Atna:Database={_database}", $"--Atna:CheckpointKey={Key}",
        $"--Atna:AnchorFile={Anchors(name)}", "--Atna:CheckpointRecords=500");

    /// <summary>Nothing is sent twice: what was not confirmed is given up.</summary>
    private async Task<List<string>> SendAsync(string name, int port, int elsewhere, CancellationToken stop)
    {
        var confirmed = new List<string>();
        for (var batch = 0; !stop.IsCancellationRequested; batch++)
        {
            List<string> names = [.. Enumerable.Range(0, Batch).Select(i => $"{name}-{batch}-{i}")];
            try
            {
                await new SyslogTlsSender("localhost", port, () => _tls.ForClient("localhost"))
                    .SendBatchAsync([.. names.Select(Message)], receiverConfirms: true, CancellationToken.None);
                confirmed.AddRange(names);
                Interlocked.Add(ref _confirmed, names.Count);
            }
            catch (AuditDeliveryException)
            {
                port = elsewhere;
            }
        }

        return confirmed;
    }

    /// <summary>Names of the messages that came, in the order of the chain.</summary>
    private List<string> Stored()
    {
        using var archive = AuditArchive.Open(_database);
        var head = archive.Head()!.Sequence;
        return
        [
            .. Enumerable.Range(1, (int)head)
                .Select(sequence => AuditSender.NameOf(archive.Find(sequence)!.Message.Raw))
                .Where(name => name.StartsWith("sender", StringComparison.Ordinal)),
        ];
    }

    private static ReadOnlyMemory<byte> Message(string name) => Encoding.UTF8.GetBytes(
        $"""
        <85>1 2026-03-01T10:00:00Z host app 12 DICOM+RFC3881 - <AuditMessage>
        <EventIdentification EventActionCode="R" EventDateTime="2026-03-01T10:00:00Z" EventOutcomeIndicator="0">
        <EventID csd-code="110112" codeSystemName="DCM" originalText="Query"/>
        </EventIdentification>
        <ActiveParticipant UserID="{name}" UserIsRequestor="true"/>
        <AuditSourceIdentification AuditSourceID="two-instances"/>
        </AuditMessage>
        """);
}
