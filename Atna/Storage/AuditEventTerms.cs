using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Storage;

/// <summary>The terms of an AuditEvent: all that the parameters of ITI-81 can ask for.</summary>
internal sealed class AuditEventTerms
{
    private readonly FhirElement _audit;
    private readonly ContainedResources _contained;

    private AuditEventTerms(FhirElement audit)
    {
        _audit = audit;
        _contained = new ContainedResources(audit);
    }

    public static IEnumerable<SearchTerm?> Of(FhirElement audit) => new AuditEventTerms(audit).All();

    private IEnumerable<SearchTerm?> All()
    {
        yield return Coding(SearchTermKind.Type, _audit.First("type"));
        foreach (var subtype in _audit.All("subtype"))
        {
            yield return Coding(SearchTermKind.Subtype, subtype);
        }

        yield return SearchTerm.Token(SearchTermKind.Action, _audit.Text("action"));
        yield return SearchTerm.Token(SearchTermKind.Outcome, _audit.Text("outcome"));
        var source = _audit.First("source");
        yield return SearchTerm.Token(SearchTermKind.Site, source?.Text("site"));

        // Many know the system that reports by its name only.
        yield return SearchTerm.Token(SearchTermKind.Source, source?.Text("observer", "display"));
        var parts = Concepts(SearchTermKind.Purpose, _audit, "purposeOfEvent")
            .Concat(ReferenceTerms.Of(SearchTermKind.Source, source?.First("observer"), _contained))
            .Concat(_audit.All("agent").SelectMany(OfAgent))
            .Concat(_audit.All("entity").SelectMany(OfEntity));
        foreach (var term in parts)
        {
            yield return term;
        }
    }

    private IEnumerable<SearchTerm?> OfAgent(FhirElement agent)
    {
        yield return SearchTerm.Token(SearchTermKind.AlternativeId, agent.Text("altId"));
        yield return SearchTerm.Words(SearchTermKind.AgentName, agent.Text("name"));
        yield return SearchTerm.Words(SearchTermKind.AgentName, agent.Text("who", "display"));
        yield return SearchTerm.Words(SearchTermKind.AgentName, _contained.Find(agent.First("who"))?.Name);
        yield return SearchTerm.Words(SearchTermKind.Address, agent.Text("network", "address"));
        foreach (var policy in agent.All("policy"))
        {
            yield return SearchTerm.Token(SearchTermKind.Policy, policy.Value);
        }

        // BALP keeps those identifiers of a token that are not the subject's in extensions.
        var others = agent.All("extension").Concat(agent.First("who")?.All("extension") ?? [])
            .Select(extension => extension.First("valueIdentifier"))
            .Select(other => SearchTerm.Token(SearchTermKind.Agent, other?.Text("value"), other?.Text("system")));
        var terms = others
            .Concat(ReferenceTerms.Of(SearchTermKind.Agent, agent.First("who"), _contained))
            .Concat(UserTerms.OfId(agent.Text("who", "identifier", "value")))
            .Concat(UserTerms.OfId(agent.Text("name")))
            .Concat(UserTerms.OfAlternativeId(agent.Text("altId")))
            .Concat(Concepts(SearchTermKind.AgentRole, agent, "type"))
            .Concat(Concepts(SearchTermKind.AgentRole, agent, "role"))
            .Concat(Concepts(SearchTermKind.Purpose, agent, "purposeOfUse"));

        // FHIR's parameter patient looks at agents, too: patients who look at what is theirs.
        var patient = ReferenceTerms.IsToPatient(agent.First("who"), _contained)
            ? ReferenceTerms.OfPatient(SearchTermKind.Patient, agent.First("who"), _contained)
            : [];
        foreach (var term in terms.Concat(patient))
        {
            yield return term;
        }
    }

    private IEnumerable<SearchTerm?> OfEntity(FhirElement entity)
    {
        var what = entity.First("what");
        yield return Coding(SearchTermKind.EntityType, entity.First("type"));
        yield return Coding(SearchTermKind.EntityRole, entity.First("role"));
        yield return SearchTerm.Words(SearchTermKind.EntityName, entity.Text("name"));
        yield return SearchTerm.Words(SearchTermKind.EntityName, what?.Text("display"));
        yield return SearchTerm.Words(SearchTermKind.EntityName, _contained.Find(what)?.Name);
        var terms = ReferenceTerms.Of(SearchTermKind.Entity, what, _contained).Concat(DetailTerms.Of(entity));
        if (IsPatient(entity))
        {
            terms = terms
                .Concat(ReferenceTerms.OfPatient(SearchTermKind.Patient, what, _contained))
                .Concat(ReferenceTerms.OfPatient(SearchTermKind.Entity, what, _contained));
        }

        foreach (var term in terms)
        {
            yield return term;
        }
    }

    /// <summary>By its role and type, as in DICOM, or by what it refers to.</summary>
    private bool IsPatient(FhirElement entity) => ReferenceTerms.IsToPatient(entity.First("what"), _contained)
        || entity.Text("type", "code") == ReferenceTerms.Patient
        || PatientTerms.IsPatient(
            entity.Text("role", "code"), entity.Text("type", "code"),
            entity.Text("what", "identifier", "type", "coding", "code"));

    private static SearchTerm? Coding(SearchTermKind kind, FhirElement? coding) =>
        SearchTerm.Token(kind, coding?.Text("code"), coding?.Text("system"));

    private static IEnumerable<SearchTerm?> Concepts(SearchTermKind kind, FhirElement parent, string name) =>
        parent.All(name).SelectMany(concept => concept.All("coding")).Select(coding => Coding(kind, coding));
}
