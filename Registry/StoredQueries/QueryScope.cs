using System.Collections.Frozen;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Security.Systems;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>Whose patients, and which communities, a system may ask about. Any other query is refused.</summary>
internal static class QueryScope
{
    public static IReadOnlySet<string> NoAuthorities { get; } = FrozenSet<string>.Empty;

    public static void CheckArguments(
        StoredQueryArguments arguments, IReadOnlyList<string> patients, KnownSystem system, RegistryErrors errors)
    {
        foreach (var authority in patients.Select(PatientId.TryParse).OfType<PatientId>().Select(p => p.Authority)
            .Distinct())
        {
            if (ScopeRules.AuthorityProblem(system, authority, arguments.Definition.Name) is { } problem)
            {
                errors.Add(RegistryErrorCode.XDSRegistryError, problem);
            }
        }

        if (arguments.HomeCommunityId is { } community && !system.HomeCommunityIds.Contains(community))
        {
            errors.Add(
                RegistryErrorCode.XDSUnknownCommunity,
                ScopeRules.CommunityProblem(system, community, "AdhocQuery, home"));
        }
    }

    /// <summary>A query by ids names no patient: what it finds tells.</summary>
    public static void CheckResult(
        IStoredQuery query, IReadOnlySet<string> authorities, KnownSystem system, RegistryErrors errors)
    {
        if (authorities.Any(authority => !system.AssigningAuthorities.Contains(authority)))
        {
            errors.Add(RegistryErrorCode.XDSRegistryError, ScopeRules.HiddenPatient(query.Definition.Name));
        }
    }

    /// <summary>
    /// Of whose patients the objects are; associations are of the patient of what they start from. Not looked for where
    /// it does not matter.
    /// </summary>
    public static IReadOnlySet<string> AuthoritiesOf(
        ReadSession session, IEnumerable<RegisteredObject> objects,
        IReadOnlyDictionary<long, SurvivingPatient> patients, KnownSystem system)
    {
        if (system.AssigningAuthorities.IsAll)
        {
            return NoAuthorities;
        }

        var sources = objects.Where(o => o.Kind == ObjectKind.Association)
            .Select(o => SourceOf(session, o)?.Patient).OfType<long>().Distinct()
            .Where(key => !patients.ContainsKey(key)).Select(key => PatientStore.SurvivorOf(session, key));
        return patients.Values.Concat(sources).Select(p => p.Id.Authority).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>An association between associations starts from a SubmissionSet, which has a patient.</summary>
    private static RegisteredObject? SourceOf(ReadSession session, RegisteredObject association) =>
        RegistryObjectStore.EndsOf(session, association.Key).Source;
}
