using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The terms that a condition stands for. Each is found by one step in the index of terms, so that a prefix costs as
/// much as there are different terms with it, however many records have them.
/// </summary>
internal static class TermVariants
{
    public const int Max = 200;

    /// <exception cref="TooBroadException">There are more than <see cref="Max"/>.</exception>
    public static IReadOnlyList<SearchTerm> Of(ReadSession session, TermGroup group)
    {
        var variants = new HashSet<SearchTerm>();
        foreach (var pattern in group.Patterns)
        {
            AddTo(variants, session, pattern);
            if (pattern.Kind is SearchTermKind.Patient or SearchTermKind.Entity)
            {
                AddTo(variants, session, pattern with { Kind = SearchTermKind.PatientEntity });
            }
        }

        return [.. variants];
    }

    private static void AddTo(HashSet<SearchTerm> variants, ReadSession session, TermPattern pattern)
    {
        if (!pattern.IsPrefix)
        {
            variants.Add(new SearchTerm(pattern.Kind, pattern.Text));
            return;
        }

        var next = First(session, pattern.Kind, pattern.Text, isIncluded: true);
        while (next is not null && next.StartsWith(pattern.Text, StringComparison.Ordinal))
        {
            if (!variants.Add(new SearchTerm(pattern.Kind, next)) || variants.Count <= Max)
            {
                next = First(session, pattern.Kind, next, isIncluded: false);
                continue;
            }

            throw new TooBroadException(pattern);
        }
    }

    private static string? First(ReadSession session, SearchTermKind kind, string from, bool isIncluded) => isIncluded
        ? session.First(
            "SELECT term FROM search_term WHERE kind = @kind AND term >= @from ORDER BY term LIMIT 1",
            row => row.GetString(0), (long)kind, from)
        : session.First(
            "SELECT term FROM search_term WHERE kind = @kind AND term > @from ORDER BY term LIMIT 1",
            row => row.GetString(0), (long)kind, from);
}
