using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Storage;

/// <summary>The terms of an AuditEvent: all that the parameters of ITI-81 can ask for.</summary>
internal sealed class AuditEventTerms
{
    private readonly FhirElement _audit;
    private readonly ContainedResources _contained;
    private readonly TermList _terms = new();

    private AuditEventTerms(FhirElement audit)
    {
        _audit = audit;
        _contained = ContainedResources.Of(audit);
    }

    /// <summary>In the order of the index.</summary>
    public static SearchTerm[] Of(FhirElement audit)
    {
        var terms = new AuditEventTerms(audit);
        terms.AddAll();
        return terms._terms.Sorted();
    }

    private void AddAll()
    {
        AddCoding(SearchTermKind.Type, _audit.First("type"));
        foreach (var subtype in _audit.All("subtype"))
        {
            AddCoding(SearchTermKind.Subtype, subtype);
        }

        _terms.AddToken(SearchTermKind.Action, _audit.Text("action"));
        _terms.AddToken(SearchTermKind.Outcome, _audit.Text("outcome"));
        var source = _audit.First("source");
        _terms.AddToken(SearchTermKind.Site, source?.Text("site"));

        // Many know the system that reports by its name only.
        _terms.AddToken(SearchTermKind.Source, source?.Text("observer", "display"));
        AddConcepts(SearchTermKind.Purpose, _audit, "purposeOfEvent");
        ReferenceTerms.Add(_terms, SearchTermKind.Source, source?.First("observer"), _contained);
        AddEach("agent", AddAgent);
        AddEach("entity", AddEntity);
    }

    private void AddEach(string name, Action<FhirElement> add)
    {
        foreach (var child in _audit.All(name))
        {
            if (!_terms.IsFull)
            {
                add(child);
            }
        }
    }

    private void AddAgent(FhirElement agent)
    {
        var (who, name, alternative) = (agent.First("who"), agent.Text("name"), agent.Text("altId"));
        _terms.AddToken(SearchTermKind.AlternativeId, alternative);
        _terms.AddWords(SearchTermKind.AgentName, name);
        _terms.AddWords(SearchTermKind.AgentName, who?.Text("display"));
        _terms.AddWords(SearchTermKind.AgentName, _contained.Find(who)?.Name);
        _terms.AddWords(SearchTermKind.Address, agent.Text("network", "address"));
        foreach (var policy in agent.All("policy"))
        {
            _terms.AddToken(SearchTermKind.Policy, policy.Value);
        }

        AddOthers(agent);
        AddOthers(who);
        ReferenceTerms.Add(_terms, SearchTermKind.Agent, who, _contained);
        UserTerms.AddId(_terms, who?.Text("identifier", "value"));
        UserTerms.AddId(_terms, name);
        UserTerms.AddAlternativeId(_terms, alternative);
        AddConcepts(SearchTermKind.AgentRole, agent, "type");
        AddConcepts(SearchTermKind.AgentRole, agent, "role");
        AddConcepts(SearchTermKind.Purpose, agent, "purposeOfUse");

        // FHIR's parameter patient looks at agents, too: patients who look at what is theirs.
        if (ReferenceTerms.IsToPatient(who, _contained))
        {
            ReferenceTerms.AddPatient(_terms, SearchTermKind.Patient, who, _contained);
        }
    }

    private void AddEntity(FhirElement entity)
    {
        var what = entity.First("what");
        AddCoding(SearchTermKind.EntityType, entity.First("type"));
        AddCoding(SearchTermKind.EntityRole, entity.First("role"));
        _terms.AddWords(SearchTermKind.EntityName, entity.Text("name"));
        _terms.AddWords(SearchTermKind.EntityName, what?.Text("display"));
        _terms.AddWords(SearchTermKind.EntityName, _contained.Find(what)?.Name);
        var isPatient = IsPatient(entity, what);
        ReferenceTerms.Add(_terms, isPatient ? SearchTermKind.PatientEntity : SearchTermKind.Entity, what, _contained);
        DetailTerms.Add(_terms, entity);
        if (isPatient)
        {
            ReferenceTerms.AddPatient(_terms, SearchTermKind.PatientEntity, what, _contained);
        }
    }

    /// <summary>By its role and type, as in DICOM, or by what it refers to.</summary>
    private bool IsPatient(FhirElement entity, FhirElement? what) => ReferenceTerms.IsToPatient(what, _contained)
        || entity.Text("type", "code") == ReferenceTerms.Patient
        || PatientTerms.IsPatient(
            entity.Text("role", "code"), entity.Text("type", "code"),
            what?.Text("identifier", "type", "coding", "code"));

    /// <summary>BALP keeps those identifiers of a token that are not the subject's in extensions.</summary>
    private void AddOthers(FhirElement? element)
    {
        foreach (var extension in element?.All("extension") ?? [])
        {
            var other = extension.First("valueIdentifier");
            _terms.AddToken(SearchTermKind.Agent, other?.Text("value"), other?.Text("system"));
        }
    }

    private void AddConcepts(SearchTermKind kind, FhirElement parent, string name)
    {
        foreach (var coding in parent.All(name).SelectMany(concept => concept.All("coding")))
        {
            AddCoding(kind, coding);
        }
    }

    private void AddCoding(SearchTermKind kind, FhirElement? coding) =>
        _terms.AddToken(kind, coding?.Text("code"), coding?.Text("system"));
}
