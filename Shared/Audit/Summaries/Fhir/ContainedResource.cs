namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>
/// A resource that an AuditEvent carries within itself, and to which it refers as <c>#id</c>: only there it says who or
/// what is meant.
/// </summary>
internal sealed record ContainedResource(string Id, string Type, string? Identifier, string? Cx, string? Name)
{
    private const string Patient = "Patient";

    /// <summary>In JSON the resource is the element itself, in XML its child.</summary>
    public static ContainedResource? Of(AuditElement contained)
    {
        var type = contained.ValueOf("resourceType");
        var resource = type is null ? contained.Children.FirstOrDefault() : contained;
        if (resource?.ValueOf("id") is not { } id)
        {
            return null;
        }

        return new ContainedResource(
            id, type ?? resource.Name, FhirReference.Of(resource).Identifier,
            FhirReference.Of(resource, isPatient: true).Identifier, NameOf(resource));
    }

    public ParticipantSummary Complete(ParticipantSummary participant) => participant with
    {
        UserId = Identifier ?? participant.UserId,
        UserName = participant.UserName ?? Name,
    };

    public ObjectSummary Complete(ObjectSummary item) => item with
    {
        Id = (Type == Patient ? Cx : Identifier) ?? item.Id,
        Role = item.Role ?? (Type == Patient ? "1" : null),
        Name = item.Name ?? Name,
    };

    private static string? NameOf(AuditElement resource)
    {
        if (resource.First("name") is not { } name)
        {
            return null;
        }

        var parts = name.All("prefix").Concat(name.All("given")).Concat(name.All("family"))
            .Select(part => part.Attribute(FhirElements.Value));
        var joined = string.Join(' ', parts);
        return name.Attribute(FhirElements.Value) ?? name.ValueOf("text") ?? (joined.Length == 0 ? null : joined);
    }
}
