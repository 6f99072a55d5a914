namespace XdsDmp.Hosting.Asynchronous;

/// <summary>Which transactions may be answered later (ITI TF-2 Appendix V, and their own sections).</summary>
internal static class AsynchronousTransactions
{
    private static readonly TransactionId[] Questions =
        [TransactionId.Iti18, TransactionId.Iti43, TransactionId.Iti51];

    private static readonly TransactionId[] Acts = [TransactionId.Iti41, TransactionId.Iti42, TransactionId.Iti61];

    public static bool Allows(TransactionId id) => IsQuestion(id) || Acts.Contains(id);

    /// <summary>
    /// A question changes nothing: it can be asked again for each attempt to deliver its answer. An act is done once.
    /// </summary>
    public static bool IsQuestion(TransactionId id) => Questions.Contains(id);
}
