using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// A row of the table "what each transaction records". The source is whose content moves: in a retrieval that is the
/// server.
/// </summary>
internal sealed record TransactionKind(CodedValue EventId, CodedValue Type, EventAction Action, bool ServerIsSource);
