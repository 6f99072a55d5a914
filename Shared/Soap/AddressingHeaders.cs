namespace XdsDmp.Soap;

/// <summary>WS-Addressing 1.0 message properties. A header that is absent or empty is null.</summary>
public sealed record AddressingHeaders
{
    public string? Action { get; init; }

    public string? MessageId { get; init; }

    /// <summary>MessageID of the question, in an answer.</summary>
    public string? RelatesTo { get; init; }

    /// <summary>Address of the ReplyTo endpoint reference; absent means anonymous.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Reference parameters of ReplyTo, as header blocks ready to be sent there; null without any.</summary>
    public string? ReplyToParameters { get; init; }

    /// <summary>Address of the FaultTo endpoint reference.</summary>
    public string? FaultTo { get; init; }

    /// <summary>Reference parameters of FaultTo, likewise.</summary>
    public string? FaultToParameters { get; init; }

    public string? To { get; init; }

    /// <summary>A MessageID as IHE samples show it: a random UUID as URN.</summary>
    public static string NewMessageId() => $"urn:uuid:{Guid.NewGuid()}";
}
