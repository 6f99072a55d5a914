using System.Text;
using XdsDmp.Audit.Syslog;
using XdsDmp.Security.Trust;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Crash;

/// <summary>A sender of audit messages that sends again whatever was not confirmed.</summary>
internal sealed class AuditSender(string name, Func<int> port)
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TlsPolicy _tls = new(
        new NodeCertificateSource(TestPki.Files.Practice, TimeProvider.System, _ => { }),
        new TrustStore(TestPki.Files.TrustFolder, TimeProvider.System, _ => { }),
        new TlsPolicyOptions(),
        TimeProvider.System,
        _ => { });

    private int _confirmed;

    /// <summary>Names of all messages that are confirmed, to be read at the end.</summary>
    public List<string> Confirmed { get; } = [];

    /// <summary>How many these are, at any time.</summary>
    public int ConfirmedCount => Volatile.Read(ref _confirmed);

    /// <summary>Sends until asked to stop; what it began it finishes.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var batch = 0; !stop.IsCancellationRequested; batch++)
        {
            List<string> names = [.. Enumerable.Range(0, BatchSize).Select(i => $"{name}-{batch}-{i}")];
            List<ReadOnlyMemory<byte>> messages = [.. names.Select(Message)];
            while (!await TrySendAsync(messages))
            {
                await Task.Delay(Pause, CancellationToken.None);
            }

            Confirmed.AddRange(names);
            Volatile.Write(ref _confirmed, Confirmed.Count);
        }
    }

    /// <summary>The name that a stored message bears.</summary>
    public static string NameOf(byte[] raw) => Encoding.UTF8.GetString(raw).Split("UserID=\"").ElementAtOrDefault(1)
        ?.Split('"')[0] ?? "";

    private async Task<bool> TrySendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages)
    {
        try
        {
            await new SyslogTlsSender("localhost", port(), () => _tls.ForClient("localhost"))
                .SendBatchAsync(messages, receiverConfirms: true, CancellationToken.None);
            return true;
        }
        catch (AuditDeliveryException)
        {
            return false;
        }
    }

    private static ReadOnlyMemory<byte> Message(string name) => Encoding.UTF8.GetBytes(
        $"""
        <85>1 2026-03-01T10:00:00Z host app 12 DICOM+RFC3881 - <AuditMessage>
        <EventIdentification EventActionCode="R" EventDateTime="2026-03-01T10:00:00Z" EventOutcomeIndicator="0">
        <EventID csd-code="110112" codeSystemName="DCM" originalText="Query"/>
        </EventIdentification>
        <ActiveParticipant UserID="{name}" UserIsRequestor="true"/>
        <AuditSourceIdentification AuditSourceID="crash"/>
        </AuditMessage>
        """);
}
