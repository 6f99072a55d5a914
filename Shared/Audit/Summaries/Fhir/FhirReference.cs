namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>
/// What a Reference names: FHIR knows persons and things by identifier, by the address of a resource, or by a name
/// only.
/// </summary>
internal sealed record FhirReference(string? Identifier, string? Address, string? Display)
{
    private const string OidUrn = "urn:oid:";

    /// <summary>The type of an address that ends in Type/id, or that the reference states.</summary>
    public string? Type { get; private init; }

    /// <summary>The id under which searches expect it: an identifier, or else the address.</summary>
    public string? Id => Identifier ?? Address;

    /// <summary>The other forms by which somebody may ask for it.</summary>
    public IReadOnlyList<string> OtherIds => [.. Others().OfType<string>().Where(id => id != Id).Distinct()];

    /// <param name="element">Holds the Reference.</param>
    /// <param name="isPatient">
    /// An identifier with its authority is given as CX, the form that patients have in all other dialects.
    /// </param>
    public static FhirReference Of(AuditElement? element, bool isPatient = false)
    {
        var identifier = element?.First("identifier");
        var value = identifier.ValueOf(FhirElements.Value);
        var address = element.ValueOf("reference");
        return new FhirReference(
            isPatient ? Cx(value, identifier.ValueOf("system")) : value, address, element.ValueOf("display"))
        {
            Type = element.ValueOf("type") ?? Segment(address, fromEnd: 2),
        };
    }

    private static string? Cx(string? value, string? system) => system is null || value is null || value.Contains('^')
        ? value
        : system.StartsWith(OidUrn, StringComparison.OrdinalIgnoreCase)
            ? $"{value}^^^&{system[OidUrn.Length..]}&ISO"
            : $"{value}^^^{system}";

    private static string? Segment(string? address, int fromEnd)
    {
        var segments = address?.Split("/_history/")[0].Split('/');
        return segments?.Length >= 2 ? segments[^fromEnd] : null;
    }

    private IEnumerable<string?> Others()
    {
        yield return Address;
        if (Segment(Address, fromEnd: 1) is { Length: > 0 } id && Segment(Address, fromEnd: 2) is { Length: > 0 } type)
        {
            yield return $"{type}/{id}";
            yield return id;
        }

        // The XML dialects write OIDs without the prefix of the URN.
        if (Identifier is not null && Identifier.StartsWith(OidUrn, StringComparison.OrdinalIgnoreCase))
        {
            yield return Identifier[OidUrn.Length..];
        }
    }
}
