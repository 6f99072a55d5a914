namespace XdsDmp.Atna.Storage;

/// <summary>
/// A message with all that can be made of it before the writer's turn: the writer only numbers, links and inserts.
/// </summary>
internal sealed record PreparedRecord(ReceivedMessage Message, byte[] ContentHash, AuditIndex Index)
{
    public static PreparedRecord Of(ReceivedMessage message) =>
        new(message, AuditChain.ContentHash(message), AuditIndex.Of(message));
}
