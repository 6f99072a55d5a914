using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary>A verification in words.</summary>
internal static class VerificationLines
{
    public static void Show(AuditVerification verification, TimeSpan elapsed)
    {
        foreach (var problem in verification.Problems)
        {
            var numbers = problem.First == problem.Last ? $"{problem.First}" : $"{problem.First} to {problem.Last}";
            Screen.Out.MarkupLine($"[red]{problem.Kind}[/] {numbers}: {Screen.Text(Screen.Printable(problem.Text))}");
        }

        if (verification.ProblemCount > verification.Problems.Count)
        {
            Screen.Out.WriteLine($"… and {verification.ProblemCount - verification.Problems.Count} more");
        }

        var verdict = verification.IsIntact
            ? "[green]intact[/]"
            : $"[red]damaged[/], {verification.ProblemCount} problems";
        Screen.Out.MarkupLine($"{verification.Records} records: {verdict} ({elapsed.TotalSeconds:0.0} s)");
        if (!verification.IsIndexVerified)
        {
            Screen.Warn(
                "the index that searches use was made by an older version and was not verified: the audit repository "
                + "makes it anew at its next start");
        }

        if (verification.RemovedRecords > 0)
        {
            Screen.Out.WriteLine($"{verification.RemovedRecords} records before were archived and removed by the rule");
        }

        if (verification.SignedUpTo is { } signed)
        {
            Screen.Out.WriteLine($"{verification.Checkpoints} checkpoints; signed up to record {signed}");
        }

        if (verification.Head is { } head)
        {
            Screen.Out.WriteLine($"end of the chain: {head}");
        }
    }
}
