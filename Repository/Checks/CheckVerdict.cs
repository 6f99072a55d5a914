using XdsDmp.Soap;

namespace XdsDmp.Repository.Checks;

/// <summary>What a check says of a document. A check that says nothing has not let it pass.</summary>
internal abstract record CheckVerdict
{
    private const int MaxLength = 200;

    private CheckVerdict()
    {
    }

    public static CheckVerdict Clean { get; } = new Passed();

    /// <summary>Nothing was found.</summary>
    internal sealed record Passed : CheckVerdict;

    /// <summary>Something was.</summary>
    internal sealed record Refused(string Finding) : CheckVerdict;

    /// <summary>The check could not be made.</summary>
    internal sealed record Unanswered(string Reason, bool IsBusy = false) : CheckVerdict;

    public static CheckVerdict Found(string finding) => new Refused(Bounded(finding, "(without a name)"));

    public static CheckVerdict Trouble(string reason) => new Unanswered(Bounded(reason, "no reason given"));

    /// <summary>What others say of a document must not carry it into answers and logs.</summary>
    private static string Bounded(string text, string nothing) =>
        text.Trim() is { Length: > 0 } some ? EchoedText.Clean(some, MaxLength) : nothing;
}
