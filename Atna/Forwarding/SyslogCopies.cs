using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Forwarding;

/// <summary>
/// Copies by syslog, octet by octet as the message came. What came another way has no syslog message that could be
/// passed on: one made here would say of itself what its sender never said.
/// </summary>
internal sealed class SyslogCopies(ForwardingTarget target, SendBatch send) : ICopySender
{
    public byte[]? FormOf(AuditRecord record) =>
        Transports.IsSyslog(record.Message.Transport) && record.Message.Raw.Length > 0 ? record.Message.Raw : null;

    /// <summary>
    /// A syslog receiver refuses nothing, but cuts the connection at a message that is too long for it: for ever, and
    /// with all that stands behind. Such a message is kept back if the target's size is known.
    /// </summary>
    public async Task<IReadOnlyList<RefusedCopy>> SendAsync(
        IReadOnlyList<RecordCopy> copies, CancellationToken cancel)
    {
        var fitting = copies.Where(copy => copy.Octets.Length <= target.MaxBytes).ToList();
        if (fitting.Count > 0)
        {
            await send([.. fitting.Select(copy => copy.Octets.AsMemory())], cancel);
        }

        return
        [
            .. copies.Except(fitting).Select(copy => new RefusedCopy(
                copy.Sequence, $"{copy.Octets.Length} octets are more than the target takes ({target.MaxBytes})")),
        ];
    }
}
