using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// An AuditEvent that came as FHIR and is not as FHIR R4 has it becomes one that a client can read: what may not stand
/// there is left out, what must stand there is marked as absent, a value that is none is told beside. A tag says so;
/// the message exactly as it came is one link away. What is as it should be is answered as it came.
/// </summary>
internal sealed class AuditEventRepair
{
    private const string OriginalText = "http://hl7.org/fhir/StructureDefinition/originalText";
    private bool _hasChanged;

    private AuditEventRepair()
    {
    }

    /// <param name="resource">The event.</param>
    /// <param name="rawUri">Where the message is as it came.</param>
    public static FhirElement Of(FhirElement resource, string rawUri)
    {
        var repair = new AuditEventRepair();
        var repaired = repair.Typed(resource, "AuditEvent");
        return repair._hasChanged
            ? repaired with { Children = [.. repaired.Children.Select(c => c.Name == "meta" ? Tagged(c, rawUri) : c)] }
            : resource;
    }

    /// <summary>It is of no profile that it may have claimed.</summary>
    private static FhirElement Tagged(FhirElement meta, string rawUri) => meta with
    {
        Children =
        [
            .. meta.Children.Where(child => child.Name is not ("profile" or "source" or "tag" or "security")),
            Elements.Text("source", rawUri)!,
            .. meta.All("security"),
            .. meta.All("tag"),
            Elements.Coding("tag", "urn:xdsdmp:finding", "NotAsReceived", "Repaired: not valid FHIR R4").Item()!,
        ],
    };

    private FhirElement Typed(FhirElement element, string type)
    {
        if (FhirShape.Find(type) is not { } rules)
        {
            return element;
        }

        var children = new List<FhirElement>();
        foreach (var rule in rules)
        {
            FhirElement[] found = [.. element.All(rule.Name).Select(child => One(child, rule)).OfType<FhirElement>()];
            children.AddRange(rule.IsList ? found : found.Take(1));
            if (rule.IsRequired && found.Length == 0)
            {
                children.Add(AbsentOf(rule));
            }
        }

        Restrict(children, type);
        _hasChanged |= children.Count != element.Children.Count;
        return element with { Children = children };
    }

    /// <summary>sev-1: not both name and query; value[x]: exactly one.</summary>
    private static void Restrict(List<FhirElement> children, string type)
    {
        if (type == "Entity" && children.Exists(child => child.Name == "query"))
        {
            children.RemoveAll(child => child.Name == "name");
        }

        if (type == "Detail" && children.Exists(child => child.Name == "valueString"))
        {
            children.RemoveAll(child => child.Name == "valueBase64Binary");
        }
        else if (type == "Detail" && !children.Exists(child => child.Name == "valueBase64Binary"))
        {
            children.Add(Elements.Absent("valueString"));
        }
    }

    /// <summary>Null when nothing of it can stand there.</summary>
    private FhirElement? One(FhirElement element, FhirRule rule)
    {
        if (element.IsList != rule.IsList)
        {
            _hasChanged = true;
            element = element with { IsList = rule.IsList };
        }

        return rule.Type switch
        {
            "Resource" => Kept(element, element.Kind == FhirKind.Resource),
            "Extension" => Kept(element, IsExtension(element)),
            "Narrative" => Typed(element, rule.Type) is var text
                && text.First("div")?.Value is not null && text.First("status")?.Value is not null
                    ? Kept(text, true)
                    : Kept(text, false),
            _ when rule.IsComplex => element.Kind == FhirKind.Complex && element.Children.Count > 0
                ? Typed(element, rule.Type) is { Children.Count: > 0 } typed ? typed : null
                : Kept(element, false),
            _ => Primitive(element, rule),
        };
    }

    private FhirElement? Kept(FhirElement element, bool isKept)
    {
        _hasChanged |= !isKept;
        return isKept ? element : null;
    }

    private FhirElement? Primitive(FhirElement element, FhirRule rule)
    {
        if (element.Kind is FhirKind.Complex or FhirKind.Resource)
        {
            return Kept(element, false);
        }

        FhirElement[] extensions = [.. element.Children.Where(c => c.Name == "id" || IsExtension(c))];
        var kind = rule.Type switch
        {
            "boolean" => FhirKind.Boolean,
            "xhtml" => FhirKind.Markup,
            _ => FhirKind.Text,
        };
        var value = element.Value is { } given ? FhirValues.Of(rule.Type, given) : null;
        value = rule.Codes.Count > 0 && value is not null && !rule.Codes.Contains(value) ? null : value;
        _hasChanged |= value != element.Value || kind != element.Kind || extensions.Length != element.Children.Count;
        if (value is null && kind != FhirKind.Markup && Elements.Text("valueString", element.Value) is { } original)
        {
            extensions = [.. extensions, Elements.Extension(OriginalText, original)];
        }

        return value is null && extensions.Length == 0
            ? null
            : element with { Kind = kind, Value = value, Children = extensions };
    }

    /// <summary>ext-1: a URL, and either one value or extensions.</summary>
    private static bool IsExtension(FhirElement element)
    {
        var values = element.Children.Where(c => c.Name.StartsWith("value", StringComparison.Ordinal)).ToList();
        FhirElement[] parts = [.. element.All("extension")];
        return element is { Name: "extension" or "modifierExtension", Kind: FhirKind.Complex }
            && !string.IsNullOrWhiteSpace(element.Text("url"))
            && values.Count + parts.Length == element.Children.Count(child => child.Name is not ("url" or "id"))
            && (values.Count == 1 && parts.Length == 0
                ? values[0].Children.Count > 0 || !string.IsNullOrWhiteSpace(values[0].Value)
                : values.Count == 0 && parts.Length > 0 && parts.All(IsExtension));
    }

    private static FhirElement AbsentOf(FhirRule rule)
    {
        var absent = rule.Type switch
        {
            "Agent" => Elements.Complex("agent", Elements.Absent("requestor", FhirKind.Boolean))!,
            "Source" => Elements.Complex("source", Elements.AbsentComplex("observer"))!,
            "boolean" => Elements.Absent(rule.Name, FhirKind.Boolean),
            _ when rule.IsComplex => Elements.AbsentComplex(rule.Name),
            _ => Elements.Absent(rule.Name),
        };
        return absent with { IsList = rule.IsList };
    }
}
