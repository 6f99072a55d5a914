namespace XdsDmp.Audit.Fhir;

/// <summary>
/// An element of a FHIR resource, independent of its form on the wire: JSON and XML are written from the same elements.
/// </summary>
public sealed record FhirElement(string Name)
{
    public FhirKind Kind { get; init; }

    /// <summary>Of a primitive its value; of a resource its type.</summary>
    public string? Value { get; init; }

    /// <summary>May be repeated: an array in JSON, even if it stands alone.</summary>
    public bool IsList { get; init; }

    /// <summary>In the order of the specification. Of a primitive: its extensions.</summary>
    public IReadOnlyList<FhirElement> Children { get; init; } = [];

    public bool IsPrimitive => Kind is FhirKind.Text or FhirKind.Boolean or FhirKind.Number;

    public FhirElement? First(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>Most that is asked for is not there.</summary>
    public IEnumerable<FhirElement> All(string name) =>
        First(name) is null ? [] : Children.Where(child => child.Name == name);

    /// <summary>The value of the primitive that a path of names leads to, by the first of each name.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var element = this;
        foreach (var name in path)
        {
            element = element.First(name);
            if (element is null)
            {
                return null;
            }
        }

        return element.Value;
    }
}

/// <summary>What an element holds.</summary>
public enum FhirKind
{
    Complex,
    Text,
    Boolean,
    Number,

    /// <summary>XHTML of a narrative.</summary>
    Markup,

    Resource,
}
