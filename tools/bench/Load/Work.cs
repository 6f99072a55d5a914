namespace XdsDmp.Bench.Load;

/// <summary>What an answer must look like; throws when it does not.</summary>
internal delegate void AnswerCheck(ReadOnlySpan<byte> body);

/// <summary>What clients send, and what they expect.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Requests">What.</param>
/// <param name="Check">Looks at every answer.</param>
internal sealed record Work(Uri Url, IRequestSource Requests, AnswerCheck Check)
{
    /// <summary>The answer must say which request it answers; a constant cannot.</summary>
    public bool IsRelated { get; init; } = true;

    /// <summary>How many of the requests are such, where several works are mixed.</summary>
    public int Share { get; init; } = 1;
}

/// <summary>Where the requests of a work come from.</summary>
internal interface IRequestSource
{
    /// <summary>Makes ready what the next measurement needs; that time is not measured.</summary>
    Task PrepareAsync(TimeSpan time);

    /// <summary>For one client.</summary>
    IRequestFeed Open();
}

/// <summary>The requests of one client.</summary>
internal interface IRequestFeed
{
    /// <summary>The next request and its number, which its MessageID bears; valid until the one after it.</summary>
    /// <returns>Nothing when there are no more.</returns>
    ReadOnlySpan<byte> Next(out long number);
}
