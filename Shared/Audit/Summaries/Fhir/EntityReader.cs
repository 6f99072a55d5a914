using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>Reads AuditEvent.entity.</summary>
internal static class EntityReader
{
    private const int MaxDetails = 1_000;
    private const string PatientRole = "1";

    public static ObjectSummary Read(AuditElement entity, int number, FindingList findings)
    {
        var place = $"entity[{number}]";

        // FHIR STU3 had reference and identifier instead of what.
        var what = entity.First("what") ?? entity.First("reference") ?? entity;
        var role = entity.First("role").ValueOf("code") ?? entity.First("role")?.First("coding").ValueOf("code");
        var isPatient = role == PatientRole || (role is null && FhirReference.Of(what).Type == "Patient");
        var named = FhirReference.Of(what, isPatient);
        return new ObjectSummary
        {
            Id = named.Id,
            IdTypeCode = what.First("identifier")?.Concepts("type").FirstOrDefault(),
            TypeCode = entity.First("type").ValueOf("code"),
            Role = isPatient ? PatientRole : role,
            LifeCycle = entity.First("lifecycle").ValueOf("code"),
            Sensitivity = entity.First("securityLabel").ValueOf("code"),
            Name = entity.ValueOf("name") ?? named.Display,
            Query = Query(entity, place, findings),
            Details = Details(entity, place, findings),
        };
    }

    public static ObjectSummary Patient(AuditElement patient)
    {
        var named = FhirReference.Of(patient, isPatient: true);
        return new ObjectSummary { Id = named.Id, Role = PatientRole, Name = named.Display };
    }

    private static ReadOnlyMemory<byte>? Query(AuditElement entity, string place, FindingList findings)
    {
        if (entity.ValueOf("query") is not { } query)
        {
            return null;
        }

        // Invariant sev-1 of the resource.
        if (entity.ValueOf("name") is not null)
        {
            findings.Add(FindingCode.ValueInvalid, $"{place} has both name and query");
        }

        return LenientBase64.Bytes(query, $"{place}/query", findings);
    }

    private static ObjectDetail[] Details(AuditElement entity, string place, FindingList findings)
    {
        ObjectDetail[] all =
        [
            .. entity.All("detail").Take(MaxDetails + 1).Select(detail => new ObjectDetail(
                detail.ValueOf("type") ?? "",
                detail.ValueOf("valueString") ?? Decoded(detail, place, findings) ?? "")),
        ];
        if (all.Length <= MaxDetails)
        {
            return all;
        }

        findings.Add(FindingCode.TooMuchContent, $"{place} has over {MaxDetails} details; the others are not indexed");
        return all[..MaxDetails];
    }

    private static string? Decoded(AuditElement detail, string place, FindingList findings) =>
        (detail.ValueOf("valueBase64Binary") ?? detail.ValueOf("value")) is { } value
            ? LenientBase64.Text(value, $"{place}/detail", findings)
            : null;
}
