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

    /// <summary>The order of an element's children, by the element's name.</summary>
    private static readonly Dictionary<string, string[]> Orders = new Dictionary<string, string>
    {
        ["AuditEvent"] = "AuditEvent",
        ["meta"] = "Meta",
        ["text"] = "Narrative",
        ["agent"] = "Agent",
        ["network"] = "Network",
        ["source"] = "Source",
        ["entity"] = "Entity",
        ["detail"] = "Detail",
        ["period"] = "Period",
        ["identifier"] = "Identifier",
        ["reference"] = "Reference",
        ["who"] = "Reference",
        ["observer"] = "Reference",
        ["what"] = "Reference",
        ["location"] = "Reference",
        ["assigner"] = "Reference",
        ["purposeOfEvent"] = "CodeableConcept",
        ["purposeOfUse"] = "CodeableConcept",
        ["coding"] = "Coding",
        ["subtype"] = "Coding",
        ["media"] = "Coding",
        ["lifecycle"] = "Coding",
        ["securityLabel"] = "Coding",
        ["security"] = "Coding",
        ["tag"] = "Coding",
    }.ToDictionary(
        pair => pair.Key, pair => FhirShape.Find(pair.Value)!.Select(rule => rule.Name).ToArray(),
        StringComparer.Ordinal);

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
    public static FhirElement[] Ordered(string parent, IEnumerable<FhirElement> children) =>
        Orders.TryGetValue(parent, out var order)
            ? [.. children.OrderBy(child => Rank(order, child.Name))]
            : [.. children];

    private static int Rank(string[] order, string name)
    {
        var rank = Array.IndexOf(order, name);
        return rank < 0 ? order.Length : rank;
    }
}
