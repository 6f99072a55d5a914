using System.Collections.Frozen;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.StoredQueries;

/// <summary>
/// Whose patients, and which communities, a system may ask about. Any other query is refused.
/// </summary>
internal static class QueryScope
{
    public static IReadOnlySet<PatientId> NoPatients { get; } = FrozenSet<PatientId>.Empty;

    public static void CheckArguments(
        StoredQueryArguments arguments, IReadOnlyList<string> patients, SoapExchange exchange, RegistryErrors errors)
    {
        var system = exchange.Caller.Rights;
        var ids = patients.Select(PatientId.TryParse).OfType<PatientId>().ToList();
        foreach (var authority in ids.Select(p => p.Authority).Distinct())
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
        IStoredQuery query, IReadOnlySet<PatientId> patients, SoapExchange exchange, RegistryErrors errors)
    {
        var authorities = exchange.Caller.Rights.AssigningAuthorities;
        if (patients.Any(patient => !authorities.Contains(patient.Authority)))
        {
            errors.Add(RegistryErrorCode.XDSRegistryError, ScopeRules.HiddenPatient(query.Definition.Name));
        }
    }

    /// <summary>
    /// Of whose patients the objects are; associations are of the patient of what they start from. Not looked for where
    /// it does not matter.
    /// </summary>
    public static IReadOnlySet<PatientId> PatientsOf(
        ReadSession session, IEnumerable<RegisteredObject> objects,
        IReadOnlyDictionary<long, SurvivingPatient> patients, SoapExchange exchange)
    {
        if (exchange.Caller.Rights.AssigningAuthorities.IsAll && exchange.Assertion is null)
        {
            return NoPatients;
        }

        var sources = objects.Where(o => o.Kind == ObjectKind.Association)
            .Select(o => SourceOf(session, o)?.Patient).OfType<long>().Distinct()
            .Where(key => !patients.ContainsKey(key)).Select(key => PatientStore.SurvivorOf(session, key));
        return patients.Values.Concat(sources).Select(p => p.Id).ToHashSet();
    }

    /// <summary>An association between associations starts from a SubmissionSet, which has a patient.</summary>
    private static RegisteredObject? SourceOf(ReadSession session, RegisteredObject association) =>
        RegistryObjectStore.EndsOf(session, association.Key).Source;
}
