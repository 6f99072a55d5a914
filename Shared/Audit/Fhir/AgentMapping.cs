using XdsDmp.Audit.Summaries;

namespace XdsDmp.Audit.Fhir;

/// <summary>ActiveParticipant as AuditEvent.agent.</summary>
internal static class AgentMapping
{
    public static FhirElement? Map(ParticipantSummary participant)
    {
        // The first DICOM role says what the agent is in the exchange (source, destination); the others are roles of
        // the person.
        var type = participant.RoleIdCodes.FirstOrDefault(FhirCodes.IsDcm);
        var roles = participant.RoleIdCodes.Where(role => !ReferenceEquals(role, type));
        return Elements.Complex(
            "agent",
            [
                FhirCodes.Concept("type", type),
                .. roles.Select(role => FhirCodes.Concept("role", role).Item()),
                AuditEventMapping.Identified(
                    "who", participant.UserId, FhirCodes.Concept("type", participant.UserIdTypeCode)),
                Elements.Text("altId", participant.AlternativeUserId),
                Elements.Text("name", participant.UserName),
                participant.IsRequestor is { } isRequestor
                    ? Elements.Flag("requestor", isRequestor)
                    : Elements.Absent("requestor", FhirKind.Boolean),
                FhirCodes.Coding("media", participant.MediaType),
                Network(participant),
            ]).Item();
    }

    private static FhirElement? Network(ParticipantSummary participant) => Elements.Complex(
        "network",
        Elements.Text("address", participant.NetworkAccessPointId),
        FhirCodes.Closed("type", participant.NetworkAccessPointTypeCode, "1", "2", "3", "4", "5"));
}
