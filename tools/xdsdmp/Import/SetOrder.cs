using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// The order of submissions: by submissionTime where nothing else is asked for, which the clocks of their senders have
/// put there.
/// </summary>
internal static class SetOrder
{
    public static IReadOnlyList<PlannedSet> Of(
        IReadOnlyList<PlannedSet> sets, IReadOnlyDictionary<ObjectId, PlannedSet> owners)
    {
        Relate(sets, owners);
        var waiting = sets.OrderBy(set => set.Time, StringComparer.Ordinal)
            .ThenBy(set => set.Tie, StringComparer.Ordinal).ToList();
        List<PlannedSet> order = [];
        var done = new HashSet<PlannedSet>();
        while (waiting.Count > 0)
        {
            // Where a circle leaves no choice, what cannot be tied is told when its turn comes.
            var next = waiting.FirstOrDefault(set => done.IsSupersetOf(set.Needs) && done.IsSupersetOf(set.Follows))
                ?? waiting.FirstOrDefault(set => done.IsSupersetOf(set.Needs))
                ?? waiting[0];
            waiting.Remove(next);
            done.Add(next);
            order.Add(next);
        }

        return order;
    }

    private static void Relate(IReadOnlyList<PlannedSet> sets, IReadOnlyDictionary<ObjectId, PlannedSet> owners)
    {
        var ties = sets.SelectMany(set => set.Associations.Select(it => (Set: set, Association: it))).ToList();
        foreach (var (set, association) in ties)
        {
            foreach (var owner in new[] { association.Source, association.Target }
                .Select(end => owners.GetValueOrDefault(end)).OfType<PlannedSet>().Where(owner => owner != set))
            {
                set.Needs.Add(owner);
            }
        }

        var byTarget = ties.ToLookup(tie => tie.Association.Target);
        foreach (var (set, replacement) in ties.Where(tie => tie.Association.Type?.Replaces() == true))
        {
            foreach (var deprecated in DeprecatedBy(replacement, byTarget))
            {
                set.Follows.UnionWith(byTarget[deprecated].Select(tie => tie.Set).Where(other => other != set));
            }
        }
    }

    /// <summary>The replaced entry and, however deep, what transforms it or is appended to it.</summary>
    private static HashSet<ObjectId> DeprecatedBy(
        Association replacement, ILookup<ObjectId, (PlannedSet Set, Association Association)> byTarget)
    {
        var found = new HashSet<ObjectId> { replacement.Target };
        var waiting = new Stack<ObjectId>(found);
        while (waiting.TryPop(out var id))
        {
            foreach (var child in byTarget[id].Select(tie => tie.Association)
                .Where(it => it.Type is AssociationType.Append or AssociationType.Transform)
                .Select(it => it.Source).Where(found.Add))
            {
                waiting.Push(child);
            }
        }

        return found;
    }
}
