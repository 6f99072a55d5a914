namespace XdsDmp.Audit.Syslog;

/// <summary>Delivers syslog messages, in order; returns only when the receiver has all of them.</summary>
/// <exception cref="AuditDeliveryException">Not, or not certainly, delivered: send all of it again.</exception>
public delegate Task SendBatch(IReadOnlyList<ReadOnlyMemory<byte>> messages, CancellationToken cancel);
