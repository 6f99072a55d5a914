using XdsDmp.Registry.Dmp.Services;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>Collects what in one message is not as it should be, so that its sender can mend it in one go.</summary>
internal sealed class MessageProblems
{
    public const string MessageRule = "TD-message";
    public const string ValueRule = "TD-value";

    /// <summary>Nobody reads more than this.</summary>
    private const int MaxProblems = 50;

    /// <summary>Of a name, a line of an address, a telephone number.</summary>
    public const int MaxLength = 256;

    private readonly List<DmpProblem> _all = [];

    public IReadOnlyList<DmpProblem> All => _all;

    public void Add(DmpProblem? problem)
    {
        if (problem is not null && _all.Count < MaxProblems)
        {
            _all.Add(problem);
        }
    }

    public void Missing(string place, string accepted, string inFrench) => Add(new DmpProblem(
        DmpErrorCode.InvalidMessage, MessageRule, "something that must be there is missing",
        "il manque un élément obligatoire", place, null, accepted, inFrench));

    public void Wrong(string place, string? value, string accepted, string? inFrench = null) => Add(new DmpProblem(
        DmpErrorCode.InvalidMessage, ValueRule, "this value is not acceptable", "cette valeur n'est pas acceptable",
        place, value, accepted, inFrench));

    /// <summary>The text itself; one that is too long is a problem.</summary>
    public string? Bounded(string? text, string place, int maxLength = MaxLength)
    {
        if (text?.Length > maxLength)
        {
            Wrong(place, text, $"at most {maxLength} characters", $"{maxLength} caractères au plus");
        }

        return text;
    }
}
