using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;

namespace XdsDmp.Audit.Fhir;

/// <summary>
/// An audit message of any dialect as a FHIR R4 AuditEvent, by the mapping that FHIR gives for DICOM PS3.15 A.5 and
/// that ITI-81 answers with. What FHIR requires and the sender left out is marked as absent, never invented.
/// </summary>
public static class AuditEventMapping
{
    private const string FindingSystem = "urn:xdsdmp:finding";
    private const string OtherSource = "urn:xdsdmp:fhir:other-source";

    public static FhirElement Map(AuditSummary audit, AuditEventIdentity identity) => Elements.Resource(
        "AuditEvent",
        [
            Elements.Text("id", identity.Id),
            Meta(audit, identity),
            Type(audit.Event.Id),
            .. audit.Event.TypeCodes.Select(code => FhirCodes.Coding("subtype", code).Item()),
            FhirCodes.Closed("action", audit.Event.Action, "C", "R", "U", "D", "E"),
            audit.Event.Time is { } time ? Elements.Instant("recorded", time) : Elements.Absent("recorded"),
            Outcome(audit.Event.Outcome),
            Elements.Text("outcomeDesc", audit.Event.OutcomeDescription),
            .. audit.Event.PurposesOfUse.Select(code => FhirCodes.Concept("purposeOfEvent", code).Item()),
            .. Agents(audit.Participants),
            Source(audit.Sources),
            .. audit.Objects.Select(EntityMapping.Map),
        ]);

    /// <summary>A resource that came as FHIR, under our id: of one that is R4 nothing else changes.</summary>
    public static FhirElement Adopt(FhirElement resource, AuditEventIdentity identity)
    {
        resource = OtherReleases.ToR4(resource);
        var meta = resource.First("meta");
        FhirElement?[] own = [Elements.Instant("lastUpdated", identity.ReceivedAt)];
        var others = meta?.Children.Where(child => child.Name is not ("lastUpdated" or "versionId")) ?? [];
        return resource with
        {
            Children =
            [
                Elements.Text("id", identity.Id)!,
                Elements.Complex("meta", [.. own, .. others])!,
                .. resource.Children.Where(child => child.Name is not ("id" or "meta")),
            ],
        };
    }

    private static FhirElement? Meta(AuditSummary audit, AuditEventIdentity identity) => Elements.Complex(
        "meta",
        [
            Elements.Instant("lastUpdated", identity.ReceivedAt),
            Elements.Text("source", identity.RawUri),
            .. audit.Findings.Select(finding => finding.Code.ToString()).Distinct()
                .Select(code => Elements.Coding("tag", FindingSystem, code, display: null).Item()),
        ]);

    private static FhirElement Type(CodedValue? id) => FhirCodes.Coding("type", id) ?? Elements.AbsentComplex("type");

    private static FhirElement? Outcome(int? outcome) =>
        FhirCodes.Closed("outcome", outcome?.ToString(), "0", "4", "8", "12");

    private static IEnumerable<FhirElement?> Agents(IReadOnlyList<ParticipantSummary> participants) =>
        participants.Count == 0
            ? [Elements.Complex("agent", Elements.Absent("requestor", FhirKind.Boolean)).Item()]
            : participants.Select(AgentMapping.Map);

    /// <summary>RFC 3881 allows several sources; FHIR has one, and the others in an extension of it.</summary>
    private static FhirElement Source(IReadOnlyList<SourceSummary> sources)
    {
        var first = sources.Count > 0 ? sources[0] : new SourceSummary(null, null, []);
        return Elements.Complex(
            "source",
            [
                .. sources.Skip(1).Select(Other),
                Elements.Text("site", first.EnterpriseSiteId),
                Identified("observer", first.SourceId) ?? Elements.AbsentComplex("observer"),
                .. first.TypeCodes.Select(code => FhirCodes.Source(code).Item()),
            ])!;
    }

    private static FhirElement? Other(SourceSummary source)
    {
        var parts = new[] { ("observer", source.SourceId), ("site", source.EnterpriseSiteId) }
            .Select(part => (Url: part.Item1, Value: Elements.Text("valueString", part.Item2)))
            .Where(part => part.Value is not null)
            .Select(part => Elements.Extension(part.Url, part.Value!))
            .ToList();
        return parts.Count == 0
            ? null
            : new FhirElement("extension")
            {
                IsList = true,
                Children = [Elements.Text("url", OtherSource)!, .. parts],
            };
    }

    internal static FhirElement? Identified(string name, string? value, FhirElement? type = null) => Elements.Complex(
        name, Elements.Complex("identifier", type, Elements.Text("value", value)));
}

/// <summary>What the audit repository gives to an AuditEvent.</summary>
/// <param name="Id">The same for ever.</param>
/// <param name="ReceivedAt">Our clock.</param>
/// <param name="RawUri">Where the message is read exactly as it came.</param>
public sealed record AuditEventIdentity(string Id, DateTimeOffset ReceivedAt, string? RawUri = null);
