using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// What a client wants to see of a resource: <c>_summary</c> and <c>_elements</c> (FHIR R4 §3.1.1.5.8). A part of a
/// resource says that it is one.
/// </summary>
internal static class ResourceView
{
    private static readonly string[] Mandatory = ["id", "meta", "type", "recorded", "agent", "source"];

    private static readonly string[] InSummary =
    [
        "id", "meta", "implicitRules", "type", "subtype", "action", "recorded", "outcome", "outcomeDesc",
        "purposeOfEvent", "agent", "source", "entity",
    ];

    private static readonly Dictionary<string, string[]> PartsInSummary = new(StringComparer.Ordinal)
    {
        ["agent"] = ["who", "requestor"],
        ["source"] = ["observer"],
        ["entity"] = ["what", "name", "query"],
    };

    public static FhirElement Of(FhirElement resource, SearchRequest request) => request switch
    {
        { Summary: "true" } => Tagged(Only(resource, InSummary) is var top
            ? top with { Children = [.. top.Children.Select(Summed).OfType<FhirElement>()] }
            : top),
        { Summary: "text" } => Tagged(Only(resource, [.. Mandatory, "text"])),
        { Summary: "data" } => Tagged(resource with { Children = [.. resource.Children.Where(c => c.Name != "text")] }),
        { Elements.Count: > 0 } => Tagged(Only(resource, [.. Mandatory, .. request.Elements])),
        _ => resource,
    };

    private static FhirElement Only(FhirElement resource, string[] names) =>
        resource with { Children = [.. resource.Children.Where(child => names.Contains(child.Name))] };

    private static FhirElement? Summed(FhirElement element)
    {
        if (!PartsInSummary.TryGetValue(element.Name, out var parts))
        {
            return element;
        }

        var only = Only(element, parts);
        return only.Children.Count > 0 ? only : null;
    }

    private static FhirElement Tagged(FhirElement resource)
    {
        var tag = Elements.Coding(
            "tag", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED",
            "Resource encoded in summary mode").Item();
        var meta = resource.First("meta") ?? new FhirElement("meta");
        meta = meta with { Children = [.. meta.Children, tag!] };
        return resource with
        {
            Children =
            [
                .. resource.Children.Where(child => child.Name == "id"), meta,
                .. resource.Children.Where(child => child.Name is not ("id" or "meta")),
            ],
        };
    }
}
