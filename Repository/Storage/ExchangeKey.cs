namespace XdsDmp.Repository.Storage;

/// <summary>What makes two messages the same one: sender, MessageID and content.</summary>
/// <param name="Sender">SHA-256 of the sender's certificate.</param>
/// <param name="MessageId"><c>wsa:MessageID</c>.</param>
/// <param name="Digest">SHA-256 of the envelope and of every document.</param>
internal sealed record ExchangeKey(byte[] Sender, string MessageId, byte[] Digest);
