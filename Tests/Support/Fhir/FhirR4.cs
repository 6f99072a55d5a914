using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Support.Fhir;

/// <summary>
/// Says what of an answer is not as FHIR R4 has it: names, order and number of elements, their types, codes of required
/// bindings, the invariants of AuditEvent and Bundle.
/// </summary>
public static partial class FhirR4
{
    /// <summary>Nothing when all is well.</summary>
    public static IReadOnlyList<string> Check(ReadOnlyMemory<byte> resource)
    {
        var problems = new List<string>();
        var isXml = resource.Span.IndexOf((byte)'<') is >= 0 and < 4;
        var root = isXml ? FhirNode.OfXml(resource, problems) : FhirNode.OfJson(resource, problems);
        if (root.ResourceType is null)
        {
            return ["is no resource"];
        }

        CheckType(root, root.ResourceType, root.ResourceType, isXml, problems);
        if (root.ResourceType == "Bundle")
        {
            CheckBundle(root, problems);
        }

        return problems;
    }

    private static void CheckType(FhirNode node, string type, string path, bool isXml, List<string> problems)
    {
        if (type == "Extension")
        {
            CheckExtension(node, path, isXml, problems);
            return;
        }

        if (FhirDefinitions.Find(type) is not { } rules)
        {
            return;
        }

        var last = -1;
        foreach (var child in node.Children)
        {
            var index = rules.ToList().FindIndex(rule => rule.Name == child.Name);
            if (index < 0)
            {
                problems.Add($"{path}.{child.Name}: {type} has no such element");
                continue;
            }

            if (isXml && index < last)
            {
                problems.Add($"{path}.{child.Name}: stands behind {rules[last].Name}");
            }

            last = Math.Max(last, index);
            CheckElement(child, rules[index], $"{path}.{child.Name}", isXml, problems);
        }

        foreach (var rule in rules)
        {
            var count = node.Children.Count(child => child.Name == rule.Name);
            if ((rule.IsRequired && count == 0 && !IsAbsent(node)) || (!rule.IsList && count > 1))
            {
                problems.Add($"{path}.{rule.Name}: stands {count} times");
            }
        }

        CheckInvariants(node, type, path, problems);
    }

    /// <summary>Marked with a reason why there is nothing.</summary>
    private static bool IsAbsent(FhirNode node) => node.Children.Exists(child => child.Name == "extension"
        && child.Children.Exists(url => url.Value == "http://hl7.org/fhir/StructureDefinition/data-absent-reason"));

    private static void CheckElement(
        FhirNode node, FhirElementRule rule, string path, bool isXml, List<string> problems)
    {
        if (node.IsInList is { } isInList && isInList != rule.IsList)
        {
            problems.Add($"{path}: is {(isInList ? "" : "not ")}an array");
        }

        if (rule.Type == "Resource")
        {
            CheckType(node, node.ResourceType ?? "", $"{path}({node.ResourceType})", isXml, problems);
        }
        else if (char.IsAsciiLetterUpper(rule.Type[0]))
        {
            if (node.Value is not null || node.Children.Count == 0)
            {
                problems.Add($"{path}: is no {rule.Type}");
            }

            CheckType(node, rule.Type, path, isXml, problems);
        }
        else
        {
            CheckPrimitive(node, rule.Type, path, isXml, problems);
            if (rule.Codes.Length > 0 && node.Value is { } code && !rule.Codes.Contains(code))
            {
                problems.Add($"{path}: {code} is not one of {string.Join(' ', rule.Codes)}");
            }
        }
    }

    private static void CheckPrimitive(FhirNode node, string type, string path, bool isXml, List<string> problems)
    {
        foreach (var child in node.Children)
        {
            if (child.Name == "extension")
            {
                CheckExtension(child, path + ".extension", isXml, problems);
            }
            else if (child.Name != "id")
            {
                problems.Add($"{path}.{child.Name}: a value has no such element");
            }
        }

        if (node.Value is not { } value)
        {
            if (node.Children.Count == 0)
            {
                problems.Add($"{path}: has neither value nor extension");
            }

            return;
        }

        var kind = type switch
        {
            "boolean" => value == "true" ? JsonValueKind.True : JsonValueKind.False,
            "unsignedInt" or "integer" or "positiveInt" or "decimal" => JsonValueKind.Number,
            _ => JsonValueKind.String,
        };
        if (!isXml && node.Kind != kind)
        {
            problems.Add($"{path}: is a JSON {node.Kind}, not a {kind}");
        }

        if (!IsValue(type, value))
        {
            problems.Add($"{path}: '{value}' is no {type}");
        }
    }

    private static bool IsValue(string type, string value) => type switch
    {
        "instant" => Instant().IsMatch(value)
            && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "dateTime" => FhirDateTime().IsMatch(value),
        "id" => Id().IsMatch(value),
        "code" => Code().IsMatch(value),
        "uri" or "url" or "canonical" => value.Length > 0 && !value.Any(char.IsWhiteSpace),
        "base64Binary" => value.Length > 0 && Convert.TryFromBase64String(value, new byte[value.Length], out _),
        "boolean" => value is "true" or "false",
        "unsignedInt" => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "xhtml" => value.StartsWith("<div", StringComparison.Ordinal)
            && value.Contains("http://www.w3.org/1999/xhtml", StringComparison.Ordinal)
            && !value.Contains("<script", StringComparison.OrdinalIgnoreCase),
        _ => !string.IsNullOrWhiteSpace(value) && !value.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n')),
    };

    /// <summary>An url, and either one value or extensions (ext-1).</summary>
    private static void CheckExtension(FhirNode node, string path, bool isXml, List<string> problems)
    {
        if (node.Children.Count(child => child.Name == "url") != 1)
        {
            problems.Add($"{path}: has no url");
        }

        var values = node.Children.Where(c => c.Name.StartsWith("value", StringComparison.Ordinal)).ToList();
        var parts = node.Children.Where(child => child.Name == "extension").ToList();
        if ((values.Count == 1) == (parts.Count > 0) || values.Count > 1)
        {
            problems.Add($"{path}: has {values.Count} values and {parts.Count} extensions");
        }

        foreach (var value in values)
        {
            var type = value.Name["value".Length..];
            var isComplex = FhirDefinitions.Find(type) is not null;
            var rule = new FhirElementRule(
                value.Name, false, false, isComplex ? type : char.ToLowerInvariant(type[0]) + type[1..], []);
            CheckElement(value, rule, $"{path}.{value.Name}", isXml, problems);
        }

        foreach (var part in parts)
        {
            CheckExtension(part, path + ".extension", isXml, problems);
        }
    }

    private static void CheckInvariants(FhirNode node, string type, string path, List<string> problems)
    {
        bool Has(string name) => node.Children.Exists(child => child.Name == name);
        if (type == "AuditEvent.entity" && Has("name") && Has("query"))
        {
            problems.Add($"{path}: sev-1: name and query");
        }

        if (type == "AuditEvent.entity.detail" && Has("valueString") == Has("valueBase64Binary"))
        {
            problems.Add($"{path}: one value[x] is required");
        }

        if (type == "Period" && Has("start") && Has("end") && string.CompareOrdinal(
            node.Children.First(c => c.Name == "start").Value, node.Children.First(c => c.Name == "end").Value) > 0)
        {
            problems.Add($"{path}: per-1: it ends before it starts");
        }
    }

    private static void CheckBundle(FhirNode bundle, List<string> problems)
    {
        string? Text(FhirNode node, string name) => node.Children.FirstOrDefault(child => child.Name == name)?.Value;
        var isSearch = Text(bundle, "type") == "searchset";
        var entries = bundle.Children.Where(child => child.Name == "entry").ToList();
        var relations = bundle.Children.Where(c => c.Name == "link").Select(link => Text(link, "relation")).ToList();
        if (isSearch && relations.Count(relation => relation == "self") != 1)
        {
            problems.Add("Bundle: a searchset has one link 'self'");
        }

        if (!isSearch && Text(bundle, "total") is not null)
        {
            problems.Add("Bundle: bdl-1: total only in a search or a history");
        }

        foreach (var entry in entries)
        {
            var resource = entry.Children.Find(child => child.Name == "resource");
            var mode = entry.Children.Find(c => c.Name == "search") is { } search ? Text(search, "mode") : null;
            var isOutcome = resource?.ResourceType == "OperationOutcome";
            if (isSearch && mode != (isOutcome ? "outcome" : "match"))
            {
                problems.Add($"Bundle.entry: mode {mode} of {resource?.ResourceType}");
            }

            if (!isSearch && mode is not null)
            {
                problems.Add("Bundle: bdl-2: entry.search only in a search");
            }

            if (resource is not null && !isOutcome
                && Text(entry, "fullUrl")?.EndsWith(
                    $"/{resource.ResourceType}/{Text(resource, "id")}", StringComparison.Ordinal) != true)
            {
                problems.Add($"Bundle.entry: fullUrl {Text(entry, "fullUrl")} is not that of {Text(resource, "id")}");
            }
        }

        var urls = entries.Select(entry => Text(entry, "fullUrl")).Where(url => url is not null).ToList();
        if (urls.Distinct().Count() != urls.Count)
        {
            problems.Add("Bundle: bdl-7: a fullUrl stands twice");
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$")]
    private static partial Regex FhirDateTime();

    [GeneratedRegex(@"^[A-Za-z0-9\-.]{1,64}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^\S+(\s\S+)*$")]
    private static partial Regex Code();
}
