using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Messages;

/// <summary>What a signed message must be like to be accepted.</summary>
public sealed record MessageRules
{
    /// <summary>Parts that a signature must cover where the message has them; Timestamp is always among them.</summary>
    public static readonly IReadOnlyList<string> AllParts =
        ["Body", "To", "Action", "MessageID", "ReplyTo", "FaultTo", "RelatesTo", "Assertion"];

    /// <summary>The Body, and every header that says where the message belongs and where its answer goes.</summary>
    public IReadOnlyList<string> SignedParts { get; init; } =
        ["Body", "To", "Action", "MessageID", "ReplyTo", "FaultTo", "RelatesTo"];

    public AlgorithmRules Algorithms { get; init; } = AlgorithmRules.Strict;

    /// <summary>How far the sender's clock may be off, either way.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A message is good for no longer than this after its Created, whatever its Expires says.</summary>
    public TimeSpan MaxLife { get; init; } = TimeSpan.FromMinutes(10);
}
