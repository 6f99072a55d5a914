using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>What a replacement does to the entry that is replaced (ITI TF-3 §4.2.2.2.3).</summary>
internal static class Replacement
{
    /// <summary>
    /// Deprecates the entry and, however deep, what transforms it or is appended to it. A work list, not recursion:
    /// nothing bounds the length of a chain of addenda.
    /// </summary>
    /// <param name="session">The transaction of the submission.</param>
    /// <param name="replaced">The entry.</param>
    /// <param name="isSpared">True for the key of an entry that came with the replacement.</param>
    public static void Deprecate(WriteSession session, RegisteredObject replaced, Func<long, bool> isSpared)
    {
        var waiting = new Stack<RegisteredObject>([replaced]);
        while (waiting.TryPop(out var entry))
        {
            RegistryObjectStore.SetStatus(session, entry.Key, AvailabilityStatus.Deprecated);
            foreach (var child in RegistryObjectStore.ChildrenOf(session, entry.Key).Where(c => !isSpared(c.Key)))
            {
                waiting.Push(child);
            }
        }
    }
}
