namespace XdsDmp.Audit.Fhir;

/// <summary>
/// AuditEvents of FHIR STU3 and R5 with the names that R4 has for the same: one search finds them all, and the answers
/// are R4. What R4 has no place for stays as it is.
/// </summary>
internal static class OtherReleases
{
    public static FhirElement ToR4(FhirElement audit)
    {
        var isR5 = audit.First("code") is not null || audit.First("category") is not null;
        var children = audit.Children.SelectMany(child => child.Name switch
        {
            "agent" => [Agent(child)],
            "entity" => [Entity(child)],
            "source" => [Source(child)],
            "type" when !isR5 => [AsCoding(child, "type")],
            "subtype" => Codings(child, "subtype"),
            "category" => Codings(child, "type").Take(audit.First("type") is null ? 1 : 0).Select(Single),
            "code" => Codings(child, "subtype"),
            "outcome" when !child.IsPrimitive => Outcome(child),
            "authorization" => [child with { Name = "purposeOfEvent", IsList = true }],
            "patient" => [PatientEntity(child)],
            "occurredPeriod" or "occurredDateTime" => Period(child),
            _ => (IEnumerable<FhirElement>)[child],
        });
        return audit with { Children = AuditEventShape.Ordered("AuditEvent", children) };
    }

    /// <summary>R5 tells outcomes by codes of its own.</summary>
    public static string? OutcomeOf(string? code) => code switch
    {
        "success" or "information" => "0",
        "warning" => "4",
        "error" => "8",
        "fatal" => "12",
        _ => code,
    };

    /// <summary>STU3: <c>reference</c> and <c>userId</c>. R5: <c>network[x]</c>, <c>authorization</c>.</summary>
    private static FhirElement Agent(FhirElement agent) => With(
        WithReference(agent, "who", "userId"),
        "agent",
        child => child.Name switch
        {
            "networkString" or "networkUri" => Elements.Complex("network", child with { Name = "address" })!,
            "authorization" => child with { Name = "purposeOfUse", IsList = true },
            _ => child,
        });

    /// <summary>STU3: <c>reference</c> and <c>identifier</c>. R5: the role is a CodeableConcept.</summary>
    private static FhirElement Entity(FhirElement entity) => With(
        WithReference(entity, "what", "identifier"),
        "entity",
        child => child.Name switch
        {
            "role" or "type" or "lifecycle" => AsCoding(child, child.Name),
            "detail" => With(child, "detail", Detail),
            _ => child,
        });

    private static FhirElement Detail(FhirElement part) => part switch
    {
        { Name: "value", IsPrimitive: true } => part with { Name = "valueBase64Binary" },
        { Name: "type", IsPrimitive: false } when NameOf(part) is { } name => Elements.Text("type", name)!,
        _ => part,
    };

    /// <summary>STU3: <c>identifier</c> instead of the observer. R5: the type is a CodeableConcept.</summary>
    private static FhirElement Source(FhirElement source) => With(
        WithReference(source, "observer", "identifier"),
        "source",
        child => child.Name == "type" ? AsCoding(child, "type") : child);

    /// <summary>
    /// What R4 has as a Reference of this name, out of a Reference called <c>reference</c> and an identifier beside it.
    /// </summary>
    private static FhirElement WithReference(FhirElement parent, string name, string identifierName)
    {
        var identifier = parent.First(identifierName);
        var reference = parent.Children.FirstOrDefault(child => child is { Name: "reference", IsPrimitive: false });
        if (parent.First(name) is not null || (identifier is null && reference is null))
        {
            return parent;
        }

        IEnumerable<FhirElement> parts = reference?.Children ?? [];
        if (identifier is not null && reference?.First("identifier") is null)
        {
            parts = parts.Append(identifier with { Name = "identifier" });
        }

        var found = new FhirElement(name) { Children = AuditEventShape.Ordered(name, parts) };
        return parent with
        {
            Children =
            [
                .. parent.Children.Where(child => child.Name != identifierName && !ReferenceEquals(child, reference)),
                found,
            ],
        };
    }

    private static FhirElement PatientEntity(FhirElement patient) => Elements.Complex(
        "entity",
        patient with { Name = "what" },
        Elements.Coding("role", FhirCodes.ObjectRole, "1", "Patient")).Item()!;

    private static IEnumerable<FhirElement> Outcome(FhirElement outcome)
    {
        FhirElement?[] parts =
        [
            Elements.Text("outcome", OutcomeOf(outcome.Text("code", "code"))),
            outcome.First("detail") is { } detail ? Elements.Text("outcomeDesc", NameOf(detail)) : null,
        ];
        return parts.OfType<FhirElement>();
    }

    private static IEnumerable<FhirElement> Period(FhirElement occurred) => occurred.IsPrimitive
        ? [Elements.Complex("period", occurred with { Name = "start" })!]
        : [occurred with { Name = "period" }];

    /// <summary>The Codings of a CodeableConcept; a Coding is one itself.</summary>
    private static IEnumerable<FhirElement> Codings(FhirElement concept, string name) =>
        concept.All("coding").Any()
            ? concept.All("coding").Select(coding => coding with { Name = name, IsList = true })
            : [concept with { Name = name, IsList = true }];

    private static FhirElement AsCoding(FhirElement concept, string name) => concept.First("coding") is { } coding
        ? coding with { Name = name, IsList = concept.IsList }
        : concept;

    private static FhirElement Single(FhirElement element) => element with { IsList = false };

    private static string? NameOf(FhirElement concept) =>
        concept.Text("text") ?? concept.Text("coding", "display") ?? concept.Text("coding", "code");

    private static FhirElement With(FhirElement parent, string shape, Func<FhirElement, FhirElement> map) =>
        parent with { Children = AuditEventShape.Ordered(shape, parent.Children.Select(map)) };
}
