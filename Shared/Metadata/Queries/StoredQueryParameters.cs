using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Queries;

/// <summary>
/// Checks the parameters of a stored query against its table (ITI TF-2 §3.18.4.1.2.3): what comes out can be executed.
/// That the query id is known has been found out before; parameters that the table does not name are ignored.
/// </summary>
public static class StoredQueryParameters
{
    /// <summary>Values of one parameter, over all its Slots.</summary>
    public const int MaxValues = 1_000;

    /// <summary>Slots of one AND/OR parameter: each costs the database a subquery.</summary>
    public const int MaxAndGroups = 32;

    /// <summary>Characters of one value without its quotes; the schema allows 256 with them.</summary>
    public const int MaxValueLength = 1_024;

    /// <summary>By the states of IHE alone.</summary>
    public static StoredQueryArguments? Parse(
        StoredQueryDefinition definition, StoredQueryRequest request, RegistryErrors errors) =>
        Parse(definition, request, LifeCycle.Ihe, errors);

    /// <param name="definition">The query's table.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="lifeCycle">The states that can be asked for; others are not understood.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The arguments, or null when anything was added to <paramref name="errors"/>.</returns>
    public static StoredQueryArguments? Parse(
        StoredQueryDefinition definition, StoredQueryRequest request, LifeCycle lifeCycle, RegistryErrors errors)
    {
        // 1. form of the answer  2. what is missing  3. what is given too often  4. values not readable  5. level
        var found = new RegistryErrors();
        var returnType = ReadReturnType(request, found);
        var parameters = ReadParameters(definition, request, lifeCycle);
        var missing = CheckPresence(definition, parameters, found);
        CheckAlternatives(definition, parameters, found);
        CheckBounds(definition, parameters, found);
        AddFaults(definition, parameters.Values.Where(p => !missing.Contains(p)), found);
        CheckMetadataLevel(definition, parameters, found);
        foreach (var error in found)
        {
            errors.Add(error);
        }

        return found.IsFailure
            ? null
            : new StoredQueryArguments(definition, returnType, request.HomeCommunityId, parameters);
    }

    private static QueryReturnType ReadReturnType(StoredQueryRequest request, RegistryErrors found)
    {
        // Not Enum.TryParse: it takes numbers and lists, too.
        switch (request.ReturnType)
        {
            case nameof(QueryReturnType.LeafClass):
                return QueryReturnType.LeafClass;
            case nameof(QueryReturnType.ObjectRef):
                return QueryReturnType.ObjectRef;
            default:
                found.Add(RegistryErrorCode.XDSRegistryError, new Explanation(
                    QueryRules.ReturnType, "the form of answer asked for does not exist", "ResponseOption, returnType",
                    request.ReturnType ?? "", "LeafClass or ObjectRef", QueryRules.ReturnTypeSource));
                return default;
        }
    }

    /// <summary>Names are compared without case: a filter must not be ignored because of one letter.</summary>
    private static Dictionary<string, ParameterValues> ReadParameters(
        StoredQueryDefinition definition, StoredQueryRequest request, LifeCycle lifeCycle)
    {
        var slots = request.Slots.ToLookup(s => s.Name.Trim(), StringComparer.OrdinalIgnoreCase);
        return definition.Parameters.ToDictionary(
            p => p.Name, p => ParameterValues.Read(p, [.. slots[p.Name]], lifeCycle), StringComparer.Ordinal);
    }

    private static HashSet<ParameterValues> CheckPresence(
        StoredQueryDefinition definition, Dictionary<string, ParameterValues> parameters, RegistryErrors found)
    {
        var missing = new HashSet<ParameterValues>();
        foreach (var parameter in definition.Parameters)
        {
            var values = parameters[parameter.Name];
            var isIgnoredStatus = parameter.Kind == ParameterKind.Status && values.FirstRawValue is not null;
            if (!values.HasContent && (parameter.IsRequired || isIgnoredStatus))
            {
                missing.Add(values);
                found.Add(new ParameterFault(
                    RegistryErrorCode.XDSStoredQueryMissingParam, QueryRules.ParameterMissing,
                    values.FirstRawValue is null
                        ? "a required parameter is missing"
                        : "a required parameter has no usable value",
                    values.FirstRawValue, ParameterKindRules.AcceptedForm(parameter)).At(parameter.Name, definition));
            }
        }

        return missing;
    }

    private static void CheckAlternatives(
        StoredQueryDefinition definition, Dictionary<string, ParameterValues> parameters, RegistryErrors found)
    {
        foreach (var group in definition.Alternatives)
        {
            var given = group.Count(name => parameters[name].HasContent);
            if (given == 1)
            {
                continue;
            }

            found.Add(new ParameterFault(
                given == 0 ? RegistryErrorCode.XDSStoredQueryMissingParam : RegistryErrorCode.XDSStoredQueryParamNumber,
                QueryRules.Alternatives,
                given == 0 ? "none of the alternative parameters is given" : "the parameters exclude one another",
                null, "exactly one of them").At(string.Join(" or ", group), definition));
        }
    }

    private static void CheckBounds(
        StoredQueryDefinition definition, Dictionary<string, ParameterValues> parameters, RegistryErrors found)
    {
        if (definition.AtLeastOneOf.Count > 0 && !definition.AtLeastOneOf.Any(name => parameters[name].BoundsTheSearch))
        {
            found.Add(new ParameterFault(
                RegistryErrorCode.XDSStoredQueryMissingParam, QueryRules.AtLeastOne, "nothing bounds the search", null,
                "at least one of them; a pattern that does not begin with a wildcard")
                .At(string.Join(" or ", definition.AtLeastOneOf), definition));
        }
    }

    /// <summary>Only level 2 shows what a logical id stands for: all versions of an object.</summary>
    private static void CheckMetadataLevel(
        StoredQueryDefinition definition, Dictionary<string, ParameterValues> parameters, RegistryErrors found)
    {
        var level = parameters.GetValueOrDefault(ParameterNames.MetadataLevel) is { Fault: null, Groups: [[var given]] }
            ? given
            : "1";
        if (level is not ("1" or "2"))
        {
            found.Add(RegistryErrorCode.XDSRegistryError, new Explanation(
                QueryRules.MetadataLevel, "there is no such level",
                $"{definition.Name}, {ParameterNames.MetadataLevel}", level, "1 or 2", QueryRules.MetadataLevelSource));
            return;
        }

        string[] logicalIds = [ParameterNames.DocumentEntryLogicalId, ParameterNames.FolderLogicalId];
        foreach (var name in logicalIds.Where(n => level == "1" && parameters.GetValueOrDefault(n)?.HasContent == true))
        {
            found.Add(RegistryErrorCode.XDSRegistryError, new Explanation(
                QueryRules.LogicalId, "a logical id names all versions of an object, level 1 shows the latest only",
                $"{definition.Name}, {name}", parameters[name].FirstRawValue, $"{ParameterNames.MetadataLevel} 2",
                QueryRules.MetadataLevelSource));
        }
    }

    private static void AddFaults(
        StoredQueryDefinition definition, IEnumerable<ParameterValues> parameters, RegistryErrors found)
    {
        var faulty = parameters.Select(p => (p.Parameter.Name, Fault: p.Fault ?? p.EmptinessFault()))
            .Where(p => p.Fault is not null)
            .OrderBy(p => p.Fault!.Code == RegistryErrorCode.XDSStoredQueryParamNumber ? 0 : 1);
        foreach (var (name, fault) in faulty)
        {
            found.Add(fault!.At(name, definition));
        }
    }
}
