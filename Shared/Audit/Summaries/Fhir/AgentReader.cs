namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>Reads AuditEvent.agent: ActiveParticipant of the XML dialects.</summary>
internal static class AgentReader
{
    public static ParticipantSummary Read(AuditElement agent, int number, FindingList findings)
    {
        // FHIR STU3 had userId and reference instead of who.
        var who = FhirReference.Of(agent.First("who") ?? agent.First("reference"));
        var network = agent.First("network");
        return new ParticipantSummary
        {
            UserId = who.Id ?? agent.First("userId").ValueOf(FhirElements.Value),
            AlternativeUserId = agent.ValueOf("altId"),
            UserName = agent.ValueOf("name") ?? who.Display,
            IsRequestor = IsRequestor(agent, $"agent[{number}]", findings),
            NetworkAccessPointId = network.ValueOf("address"),
            NetworkAccessPointTypeCode = network.ValueOf("type"),
            RoleIdCodes = [.. agent.Concepts("type").Concat(agent.Concepts("role"))],
            MediaType = agent.First("media").Coding(),
        };
    }

    private static bool? IsRequestor(AuditElement agent, string place, FindingList findings)
    {
        switch (agent.ValueOf("requestor"))
        {
            case "true":
                return true;
            case "false":
                return false;
            case null:
                findings.Add(FindingCode.ElementMissing, $"{place}/requestor");
                return null;
            default:
                findings.Add(FindingCode.ValueInvalid, $"{place}/requestor is neither true nor false");
                return null;
        }
    }
}
