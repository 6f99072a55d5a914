namespace XdsDmp.Sql;

/// <summary>An answer that was promised and is still to be delivered: a row of the table.</summary>
public sealed record OwedAnswer
{
    public required DateTimeOffset AcceptedAt { get; init; }

    public int Attempts { get; init; }

    /// <summary><c>wsa:Action</c> of the question.</summary>
    public required string Action { get; init; }

    /// <summary><c>wsa:MessageID</c> of the question.</summary>
    public required string QuestionId { get; init; }

    /// <summary><c>wsa:MessageID</c> of the answer, the same in every attempt.</summary>
    public required string AnswerId { get; init; }

    public required bool IsSoap11 { get; init; }

    public required bool IsMtom { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required AnswerAddress ReplyTo { get; init; }

    /// <summary>Where it goes when it is a fault.</summary>
    public required AnswerAddress FaultTo { get; init; }

    /// <summary>SHA-256 of the client's certificate.</summary>
    public required byte[] CallerCertificate { get; init; }

    public required string CallerSubject { get; init; }

    public required string CallerAddress { get; init; }

    /// <summary>Name of the system that the client is, as the systems file had it.</summary>
    public required string CallerSystem { get; init; }

    /// <summary>The question's envelope, when the answer is made anew for each attempt.</summary>
    public byte[]? Question { get; init; }

    /// <summary><c>wsa:Action</c> of the answer, once it is known.</summary>
    public string? AnswerAction { get; init; }

    /// <summary>The child of its Body.</summary>
    public byte[]? Answer { get; init; }
}

/// <summary>An endpoint reference: address, and reference parameters as header blocks.</summary>
public sealed record AnswerAddress(string Uri, string? Parameters);
