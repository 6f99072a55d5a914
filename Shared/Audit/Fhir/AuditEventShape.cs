namespace XdsDmp.Audit.Fhir;

/// <summary>
/// What the two forms on the wire do not say themselves of an AuditEvent (FHIR R4): which elements are lists, which
/// hold no text, and in which order they stand in XML.
/// </summary>
internal static class AuditEventShape
{
    private static readonly HashSet<string> AlwaysLists = new(StringComparer.Ordinal)
    {
        "extension", "modifierExtension", "contained", "coding", "profile", "security", "tag", "subtype",
        "purposeOfEvent", "agent", "policy", "purposeOfUse", "entity", "securityLabel", "detail", "given", "prefix",
        "suffix", "line", "telecom",
    };

    /// <summary>By parent and name, where a name is a list in one place and none in another.</summary>
    private static readonly HashSet<(string Parent, string Name)> Lists =
    [
        ("agent", "role"), ("source", "type"), ("contained", "identifier"), ("contained", "name"),
        ("contained", "address"), ("contained", "qualification"), ("contained", "alias"), ("contained", "category"),
    ];

    private static readonly Dictionary<string, string[]> Orders = new(StringComparer.Ordinal)
    {
        ["AuditEvent"] =
        [
            "id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension", "type",
            "subtype", "action", "period", "recorded", "outcome", "outcomeDesc", "purposeOfEvent", "agent", "source",
            "entity",
        ],
        ["meta"] = ["id", "extension", "versionId", "lastUpdated", "source", "profile", "security", "tag"],
        ["agent"] =
        [
            "id", "extension", "modifierExtension", "type", "role", "who", "altId", "name", "requestor", "location",
            "policy", "media", "network", "purposeOfUse",
        ],
        ["network"] = ["id", "extension", "modifierExtension", "address", "type"],
        ["source"] = ["id", "extension", "modifierExtension", "site", "observer", "type"],
        ["entity"] =
        [
            "id", "extension", "modifierExtension", "what", "type", "role", "lifecycle", "securityLabel", "name",
            "description", "query", "detail",
        ],
        ["detail"] = ["id", "extension", "modifierExtension", "type", "valueString", "valueBase64Binary"],
        ["period"] = ["id", "extension", "start", "end"],
        ["reference"] = ["id", "extension", "reference", "type", "identifier", "display"],
        ["identifier"] = ["id", "extension", "use", "type", "system", "value", "period", "assigner"],
        ["coding"] = ["id", "extension", "system", "version", "code", "display", "userSelected"],
        ["concept"] = ["id", "extension", "coding", "text"],
        ["text"] = ["id", "extension", "status", "div"],
    };

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["who"] = "reference",
        ["observer"] = "reference",
        ["what"] = "reference",
        ["location"] = "reference",
        ["assigner"] = "reference",
        ["purposeOfEvent"] = "concept",
        ["purposeOfUse"] = "concept",
        ["subtype"] = "coding",
        ["media"] = "coding",
        ["lifecycle"] = "coding",
        ["securityLabel"] = "coding",
        ["security"] = "coding",
        ["tag"] = "coding",
    };

    public static bool IsList(string parent, string name) =>
        AlwaysLists.Contains(name) || Lists.Contains((parent, name));

    public static FhirKind KindOfPrimitive(string name) => name switch
    {
        "requestor" or "userSelected" or "valueBoolean" or "active" or "inactive" => FhirKind.Boolean,
        "valueInteger" or "valueDecimal" or "valuePositiveInt" or "valueUnsignedInt" or "rank" => FhirKind.Number,
        _ => FhirKind.Text,
    };

    /// <summary>
    /// In the order that XML asks for; elements that are not known here keep theirs, behind the others.
    /// </summary>
    public static FhirElement[] Ordered(string parent, IEnumerable<FhirElement> children)
    {
        var key = Types.GetValueOrDefault(parent, parent);
        return Orders.TryGetValue(key, out var order)
            ? [.. children.OrderBy(child => Rank(order, child.Name))]
            : [.. children];
    }

    private static int Rank(string[] order, string name)
    {
        var rank = Array.IndexOf(order, name);
        return rank < 0 ? order.Length : rank;
    }
}
