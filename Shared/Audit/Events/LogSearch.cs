using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>The search by which the log was read.</summary>
/// <param name="Kind">The transaction (ITI-81), or the other way by which it was read.</param>
/// <param name="Request">As it was sent, or typed: UTF-8.</param>
/// <param name="IsTransaction">The kind is an EventTypeCode as well; a page or a command is none.</param>
public sealed record LogSearch(CodedValue Kind, ReadOnlyMemory<byte> Request, bool IsTransaction = true);
