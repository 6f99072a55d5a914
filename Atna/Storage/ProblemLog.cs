namespace XdsDmp.Atna.Storage;

/// <summary>Collects problems in bounded memory.</summary>
internal sealed class ProblemLog
{
    /// <summary>More than anybody reads; a forger who rewrote everything must not fill our memory as well.</summary>
    public const int MaxListed = 1_000;

    private readonly List<ChainProblem> _listed = [];

    public long Count { get; private set; }

    public IReadOnlyList<ChainProblem> Listed =>
        [.. _listed.OrderBy(problem => problem.First).ThenBy(problem => problem.Kind)];

    public void Add(ChainProblemKind kind, long sequence, string text) => Add(kind, sequence, sequence, text);

    public void Add(ChainProblemKind kind, long first, long last, string text)
    {
        Count++;
        if (_listed.Count < MaxListed)
        {
            _listed.Add(new ChainProblem(kind, first, last, text));
        }
    }
}
