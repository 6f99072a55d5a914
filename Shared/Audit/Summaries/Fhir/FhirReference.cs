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
            Type = element.ValueOf("type") ?? TypeIn(address),
        };
    }

    private static string? Cx(string? value, string? system) => system is null || value is null || value.Contains('^')
        ? value
        : system.StartsWith(OidUrn, StringComparison.OrdinalIgnoreCase)
            ? $"{value}^^^&{system[OidUrn.Length..]}&ISO"
            : $"{value}^^^{system}";

    private static string? TypeIn(string? address)
    {
        var segments = address?.Split("/_history/")[0].Split('/');
        return segments?.Length >= 2 ? segments[^2] : null;
    }
}
