using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Removals;

/// <summary>
/// What ITI-62 does not take away (ITI TF-2 §3.62.4.1.3): objects that others still refer to, and the last association
/// of an object that would stay.
/// </summary>
internal static class RemovalRules
{
    public const string Source = "ITI TF-2 §3.62.4.1.3";
    public const string ReferencedRule = "RM-referenced";
    public const string UnreferencedRule = "RM-unreferenced";

    public static void Check(ReadSession session, Removal removal, RegistryErrors errors)
    {
        var isLeftAlone = new Dictionary<long, bool>();
        foreach (var it in removal.Objects)
        {
            if (RegistryObjectStore.AssociationsOf(session, it.Key).FirstOrDefault(a => !removal.Includes(a.Object.Key))
                is { } staying)
            {
                errors.Add(RegistryErrorCode.ReferencesExistException, new Explanation(
                    ReferencedRule, $"Association {staying.Object.EntryUuid} ({staying.Type}) still refers to it",
                    $"{it.Kind} {it.EntryUuid}", Accepted: "the association named in the same request",
                    Source: Source));
            }

            if (it.Kind == ObjectKind.Association)
            {
                CheckEnds(session, removal, it, isLeftAlone, errors);
            }
        }
    }

    private static void CheckEnds(
        ReadSession session, Removal removal, RegisteredObject association, Dictionary<long, bool> isLeftAlone,
        RegistryErrors errors)
    {
        var (source, target) = RegistryObjectStore.EndsOf(session, association.Key);
        foreach (var end in new[] { source, target }.Where(e => !removal.Includes(e.Key)))
        {
            // A SubmissionSet may have thousands of members, all of them named: it is looked at once.
            if (!isLeftAlone.TryGetValue(end.Key, out var isAlone))
            {
                isLeftAlone[end.Key] = isAlone = RegistryObjectStore.AssociationsOf(session, end.Key)
                    .All(a => removal.Includes(a.Object.Key));
            }

            if (isAlone)
            {
                errors.Add(RegistryErrorCode.XDSUnreferencedObjectException, new Explanation(
                    UnreferencedRule, $"it is the last association of {end.Kind} {end.EntryUuid}, which would stay",
                    $"Association {association.EntryUuid}", Accepted: "that object named in the same request",
                    Source: Source));
            }
        }
    }
}
