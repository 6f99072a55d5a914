using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The resources that an AuditEvent carries within itself: who is meant by <c>#a1</c> stands there (FHIR R4 §2.36.4).
/// </summary>
internal sealed class ContainedResources
{
    private static readonly ContainedResources None = new([]);

    private readonly Dictionary<string, FhirElement> _resources;

    private ContainedResources(IEnumerable<FhirElement> resources) => _resources = resources
        .Where(resource => resource.Text("id") is not null)
        .GroupBy(resource => resource.Text("id")!, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    public static ContainedResources Of(FhirElement audit) =>
        audit.First("contained") is null ? None : new ContainedResources(audit.All("contained"));

    /// <summary>Null when the reference leads elsewhere.</summary>
    public ContainedResource? Find(FhirElement? reference) => _resources.Count > 0
        && reference?.Text("reference") is ['#', .. var id] && _resources.GetValueOrDefault(id) is { } resource
            ? new ContainedResource(resource)
            : null;
}

/// <summary>A person, system, organisation or document, as far as searches ask for it.</summary>
internal sealed class ContainedResource(FhirElement resource)
{
    public string? Type => resource.Value;

    /// <summary>Those of the resource itself; of a role in an organisation, also those of the person.</summary>
    public IEnumerable<FhirElement> Identifiers => resource.All("identifier")
        .Concat(resource.All("masterIdentifier"))
        .Concat(resource.First("practitioner")?.All("identifier") ?? []);

    /// <summary>A name as text, or put together; names of systems have no parts.</summary>
    public string? Name => resource.First("name") is { } name
        ? name.Value ?? name.Text("text") ?? TextOf(name)
        : resource.First("deviceName")?.Text("name") ?? resource.Text("practitioner", "display");

    private static string TextOf(FhirElement name) => string.Join(
        ' ', name.All("prefix").Concat(name.All("given")).Concat(name.All("family")).Select(part => part.Value));
}
