using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>The search by which the log was read: its transaction (ITI-81) and the request as it was sent.</summary>
public sealed record LogSearch(CodedValue Transaction, ReadOnlyMemory<byte> Request);
