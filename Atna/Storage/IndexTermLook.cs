using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>Holds single records against the index of terms: those of which something is wrong.</summary>
/// <param name="isSuspect">True for a record of which the index said something else.</param>
/// <param name="isOther">True for a number that was not among the records.</param>
/// <param name="findings">Is told.</param>
internal sealed class IndexTermLook(Func<long, bool> isSuspect, Func<long, bool> isOther, ITermFindings findings)
{
    private const int RecordsAtOnce = 256;

    /// <summary>One run, or some records before it that are in none; null at the end.</summary>
    public long? Next(ReadSession session, long after)
    {
        var run = TermRunStore.Next(session, after);
        var end = run?.First ?? long.MaxValue;
        if (end > after && end - 1 > after && Some(session, after, end - 1) is { Count: > 0 } alone)
        {
            foreach (var sequence in alone.Where(isSuspect))
            {
                Compare(session, sequence, []);
            }

            return alone[^1];
        }

        if (run is not null)
        {
            Look(session, run, after);
        }

        return run?.Last;
    }

    private void Look(ReadSession session, TermRun run, long after)
    {
        Dictionary<long, HashSet<Found>> found;
        try
        {
            found = FoundIn(session, run, after);
        }
        catch (InvalidDataException)
        {
            // That has been told when it was read first.
            return;
        }

        var place = Math.Max(after, run.First == long.MinValue ? run.First : run.First - 1);
        for (var some = Some(session, place, run.Last); some.Count > 0; some = Some(session, some[^1], run.Last))
        {
            foreach (var sequence in some)
            {
                if (isSuspect(sequence) || (isOther(sequence) && found.ContainsKey(sequence)))
                {
                    Compare(session, sequence, found.GetValueOrDefault(sequence, []));
                }

                found.Remove(sequence);
            }
        }

        foreach (var sequence in found.Keys)
        {
            findings.HasExtra(sequence);
        }
    }

    /// <summary>What searches would find of the records in question.</summary>
    private Dictionary<long, HashSet<Found>> FoundIn(ReadSession session, TermRun run, long after)
    {
        var terms = new RunTerms(session, run);
        var found = new Dictionary<long, HashSet<Found>>();
        foreach (var (key, postings) in terms.All())
        {
            var term = TermKey.Parse(key);
            foreach (var posting in terms.Read(postings).Where(one => one.Sequence > after && run.Covers(one)
                && (isSuspect(one.Sequence) || isOther(one.Sequence))))
            {
                if (!found.TryGetValue(posting.Sequence, out var those))
                {
                    found[posting.Sequence] = those = [];
                }

                those.Add(new Found(term, posting.Time));
            }
        }

        return found;
    }

    private void Compare(ReadSession session, long sequence, HashSet<Found> found)
    {
        if (AuditRecordReader.Find(session, sequence) is not { } record)
        {
            return;
        }

        var index = AuditIndex.Of(record.Message);
        var expected = index.Terms.Select(term => new Found(term, index.Event.TermTime)).ToHashSet();
        if (!expected.IsSubsetOf(found))
        {
            findings.Lacks(sequence);
        }

        if (!found.IsSubsetOf(expected))
        {
            findings.HasExtra(sequence);
        }
    }

    private static List<long> Some(ReadSession session, long after, long upTo) => session.All(
        "SELECT sequence FROM record WHERE sequence > @after AND sequence <= @upTo ORDER BY sequence LIMIT @limit",
        row => row.GetInt64(0), after, upTo, (long)RecordsAtOnce);

    private readonly record struct Found(SearchTerm Term, long Time);
}
