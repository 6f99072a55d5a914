namespace XdsDmp.Audit.Summaries;

/// <summary>Gathers the children of AuditMessage in the order in which they come.</summary>
internal sealed class SummaryBuilder(FindingList findings) : ISummaryBuilder
{
    private const int MaxParticipants = 1_000;
    private const int MaxObjects = 10_000;
    private const int MaxSources = 100;
    private readonly List<ParticipantSummary> _participants = [];
    private readonly List<SourceSummary> _sources = [];
    private readonly List<ObjectSummary> _objects = [];
    private EventSummary? _event;

    public void Add(AuditElement child)
    {
        switch (child.Name)
        {
            case "EventIdentification" when _event is null:
                _event = EventReader.Read(child, findings);
                break;
            case "EventIdentification":
                findings.Add(FindingCode.ElementRepeated, child.Name);
                break;
            case "ActiveParticipant" when HasRoom(_participants.Count, MaxParticipants, child):
                _participants.Add(ParticipantReader.Read(child, _participants.Count + 1, findings));
                break;
            case "AuditSourceIdentification" when HasRoom(_sources.Count, MaxSources, child):
                _sources.Add(SourceReader.Read(child, findings));
                break;
            case "ParticipantObjectIdentification" when HasRoom(_objects.Count, MaxObjects, child):
                _objects.Add(ObjectReader.Read(child, _objects.Count + 1, findings));
                break;
        }
    }

    public AuditSummary Build(bool isParsed)
    {
        if (isParsed)
        {
            CheckCardinality();
        }

        return new AuditSummary
        {
            IsParsed = isParsed,
            Event = _event ?? new EventSummary(),
            Participants = _participants,
            Sources = _sources,
            Objects = _objects,
            Findings = findings.All,
        };
    }

    private void CheckCardinality()
    {
        RequireAny(_event is null ? 0 : 1, "EventIdentification");
        RequireAny(_participants.Count, "ActiveParticipant");
        RequireAny(_sources.Count, "AuditSourceIdentification");
        if (_sources.Count > 1)
        {
            findings.Add(FindingCode.ElementRepeated, "AuditSourceIdentification");
        }
    }

    private void RequireAny(int count, string name)
    {
        if (count == 0)
        {
            findings.Add(FindingCode.ElementMissing, name);
        }
    }

    private bool HasRoom(int count, int max, AuditElement child)
    {
        if (count < max)
        {
            return true;
        }

        findings.Add(FindingCode.TooMuchContent, $"more than {max} {child.Name}; the others are not indexed");
        return false;
    }
}
