using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Events;

/// <summary>
/// How a transaction ended. What worked and what failed are recorded apart: a PartialSuccess leaves two messages.
/// </summary>
public sealed record TransactionResult
{
    private TransactionResult(params IReadOnlyList<AuditOutcome> outcomes) => Outcomes = outcomes;

    public static TransactionResult Success { get; } = new(AuditOutcome.Success);

    public IReadOnlyList<AuditOutcome> Outcomes { get; }

    public static TransactionResult Failure(EventOutcome indicator, string description) =>
        new(Failed(indicator, description));

    public static TransactionResult PartialSuccess(EventOutcome indicator, string description) =>
        new(AuditOutcome.Success, Failed(indicator, description));

    /// <summary>The same of a request that was only tried: it tells its sender what the store holds.</summary>
    public TransactionResult OfDryRun() => new([.. Outcomes.Select(outcome => outcome with
    {
        Description = outcome.Description is null
            ? "dry run, nothing was stored" : $"dry run, nothing was stored; {outcome.Description}",
    })]);

    private static AuditOutcome Failed(EventOutcome indicator, string description) =>
        indicator == EventOutcome.Success
            ? throw new ArgumentException("a failure needs an outcome of 4, 8 or 12", nameof(indicator))
            : new AuditOutcome(indicator, description);
}
