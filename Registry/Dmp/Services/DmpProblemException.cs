namespace XdsDmp.Registry.Dmp.Services;

/// <summary>
/// What was asked for is not done. Thrown inside the transaction of the database, so that nothing of it remains, and
/// turned into an answer right outside.
/// </summary>
internal sealed class DmpProblemException(params IReadOnlyList<DmpProblem> problems)
    : Exception(string.Join(", ", problems.Select(problem => problem.Explanation.Rule)))
{
    public IReadOnlyList<DmpProblem> Problems => problems;
}
