using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Forwarding;

/// <summary>A way by which copies of records reach a target: syslog or FHIR.</summary>
internal interface ICopySender
{
    /// <summary>The record as it travels this way; null when it cannot.</summary>
    byte[]? FormOf(AuditRecord record);

    /// <summary>Returns only when the target has all of them, but for those that it refuses.</summary>
    /// <returns>What it will not take however often it is sent.</returns>
    /// <exception cref="AuditDeliveryException">
    /// Not, or not certainly, delivered: all of it is to be sent again.
    /// </exception>
    Task<IReadOnlyList<RefusedCopy>> SendAsync(IReadOnlyList<RecordCopy> copies, CancellationToken cancel);
}

/// <summary>What is sent of a record.</summary>
internal sealed record RecordCopy(long Sequence, byte[] Octets);

/// <summary>A record that the target refuses for good.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Cause">For the log: never what the record says.</param>
/// <param name="Detail">What the target says, which may quote the record.</param>
internal sealed record RefusedCopy(long Sequence, string Cause, string Detail = "");
