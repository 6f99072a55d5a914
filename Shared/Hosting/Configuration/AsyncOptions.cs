namespace XdsDmp.Hosting.Configuration;

/// <summary>Section <c>Async</c>: asynchronous web services exchange (ITI TF-2 Appendix V).</summary>
public sealed record AsyncOptions
{
    /// <summary>
    /// Where answers may be sent: URLs of scheme, host, port and the beginning of the path. Empty: nowhere, every
    /// answer travels on the connection of its question.
    /// </summary>
    public IReadOnlyList<string> AllowedReplyAddresses { get; init; } = [];

    /// <summary>For how long an answer that cannot be delivered is tried again.</summary>
    public int RetryDays { get; init; } = 3;

    /// <summary>Answers that may wait to be delivered; with more, asynchronous requests are refused.</summary>
    public int MaxWaiting { get; init; } = 1_000;
}
