using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.CommandLine.Documents;

/// <summary>The audit messages of this program as a client (ITI-20).</summary>
internal sealed class ClientAudit : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ClientTls _tls;
    private readonly ClientOutbox? _outbox;
    private readonly AuditNode _node = AuditNode.OfThisProcess("xdsdmp-client");

    /// <exception cref="CommandException">No record could be kept.</exception>
    public ClientAudit(ClientSettings settings, ClientTls tls)
    {
        _tls = tls;
        _outbox = settings.AuditReceiver is { } receiver ? ClientOutbox.Open(receiver, tls, _node) : null;
    }

    public AuditContext Context(Uri server) => new()
    {
        Node = _node,
        Time = TimeProvider.System.GetUtcNow(),
        End = TransactionEnd.Client,
        ServerEndpoint = server.AbsoluteUri,
        ClientCertificateSubject = _tls.Certificate.Subject,
    };

    public Task SignatureVerifiedAsync(AuditedSignature signature) =>
        SendAsync([SignatureVerificationEvent.Build(_node, TimeProvider.System.GetUtcNow(), signature)]);

    public Task SignatureMadeAsync(AuditedSignature signature) =>
        SendAsync([SignatureCreationEvent.Build(_node, TimeProvider.System.GetUtcNow(), signature)]);

    public async Task SendAsync(IReadOnlyList<AuditMessage> messages)
    {
        if (_outbox is null)
        {
            return;
        }

        // Not the command's own token: an interrupted act leaves its record too.
        using var patience = new CancellationTokenSource(Patience);
        await _outbox.AppendAsync(messages);
        await _outbox.DeliverAsync(patience.Token);
    }

    /// <summary>
    /// 2.25 and half of the certificate's SHA-256: a Document Source's id that nobody has to keep anywhere.
    /// </summary>
    public static string SourceIdOf(X509Certificate2 certificate) =>
        Metadata.Model.Oid.Of(
            new Guid(certificate.GetCertHash(HashAlgorithmName.SHA256).AsSpan(0, 16), bigEndian: true));

    public void Dispose() => _outbox?.Dispose();

    public static string CodesOf(RegistryResponse response) =>
        string.Join(", ", response.Errors.Select(error => error.Code).Distinct());
}
