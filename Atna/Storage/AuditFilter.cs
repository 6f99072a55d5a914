namespace XdsDmp.Atna.Storage;

/// <summary>
/// Which records a list shows; everything that is given must hold. Ids and codes are compared without regard to case.
/// </summary>
public sealed record AuditFilter
{
    public const int MaxLimit = 10_000;

    /// <summary>Received at this time or later.</summary>
    public DateTimeOffset? ReceivedFrom { get; init; }

    /// <summary>Received before this time.</summary>
    public DateTimeOffset? ReceivedBefore { get; init; }

    /// <summary>EventDateTime, the sender's clock, is this or later.</summary>
    public DateTimeOffset? EventFrom { get; init; }

    /// <summary>EventDateTime, the sender's clock, is before this.</summary>
    public DateTimeOffset? EventBefore { get; init; }

    /// <summary>Code of the EventTypeCode or EventID: <c>ITI-41</c>, <c>110112</c>.</summary>
    public string? EventCode { get; init; }

    /// <summary>A CX such as <c>id^^^&amp;oid&amp;ISO</c>, or an id alone, of whatever authority.</summary>
    public string? Patient { get; init; }

    /// <summary>UserID or UserName of any participant.</summary>
    public string? User { get; init; }

    /// <summary>ParticipantObjectID of any object: a document's uniqueId, a submission set's.</summary>
    public string? ObjectId { get; init; }

    /// <summary>AuditSourceID.</summary>
    public string? Source { get; init; }

    /// <summary>EventOutcomeIndicator: 0, 4, 8, 12.</summary>
    public int? Outcome { get; init; }

    /// <summary>
    /// Octets that the message contains, as UTF-8. No index helps here: the other conditions should narrow it down.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>At most so many, the newest first.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Passes over the newest.</summary>
    public int Offset { get; init; }
}
