using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries.Fhir;

/// <summary>
/// Makes a summary of a FHIR R4 AuditEvent, BALP's included, so that searches find it like the messages of the XML
/// dialects.
/// </summary>
internal sealed class FhirSummaryBuilder(FindingList findings) : ISummaryBuilder
{
    public const string ResourceType = "AuditEvent";
    private const int MaxParticipants = 1_000;
    private const int MaxObjects = 10_000;
    private const int MaxContained = 1_000;

    private readonly FhirEventReader _event = new(findings);
    private readonly List<ParticipantSummary> _participants = [];
    private readonly List<ObjectSummary> _objects = [];
    private readonly Dictionary<string, ContainedResource> _contained = new(StringComparer.Ordinal);
    private SourceSummary? _source;

    /// <summary>Whether a child of this name says anything here; narrative and the like need not be read.</summary>
    public static bool Reads(string name) => name is "type" or "subtype" or "action" or "recorded" or "outcome"
        or "outcomeDesc" or "purposeOfEvent" or "agent" or "source" or "entity" or "contained"
        or "category" or "code" or "patient";

    public void Add(AuditElement child)
    {
        if (child.Name != "agent" || _participants.Count < MaxParticipants)
        {
            _event.Add(child);
        }

        switch (child.Name)
        {
            case "agent" when HasRoom(_participants.Count, MaxParticipants, child):
                _participants.Add(AgentReader.Read(child, _participants.Count + 1, findings));
                break;
            case "source" when _source is null:
                _source = Source(child);
                break;
            case "entity" when HasRoom(_objects.Count, MaxObjects, child):
                _objects.Add(EntityReader.Read(child, _objects.Count + 1, findings));
                break;
            case "patient" when HasRoom(_objects.Count, MaxObjects, child):
                // FHIR R5 names the patient beside the entities.
                _objects.Add(EntityReader.Patient(child));
                break;
            case "contained" when _contained.Count < MaxContained && ContainedResource.Of(child) is { } resource:
                _contained.TryAdd('#' + resource.Id, resource);
                break;
        }
    }

    public AuditSummary Build(bool isParsed)
    {
        if (isParsed)
        {
            Require(_participants.Count > 0, "agent");
            Require(_source is not null, "source");
        }

        return new AuditSummary
        {
            IsParsed = isParsed,
            Event = _event.Build(isParsed),
            Participants = [.. _participants.Select(
                one => Contained(one.UserId)?.Complete(one) ?? one)],
            Sources = _source is null ? [] : [_source],
            Objects = [.. _objects.Select(one => Contained(one.Id)?.Complete(one) ?? one)],
            Findings = findings.All,
        };
    }

    private ContainedResource? Contained(string? reference) =>
        reference is null ? null : _contained.GetValueOrDefault(reference);

    private SourceSummary Source(AuditElement source)
    {
        var observer = FhirReference.Of(source.First("observer"));

        // FHIR STU3 had an identifier instead of the observer.
        var id = observer.Id ?? observer.Display ?? source.First("identifier").ValueOf(FhirElements.Value);
        Require(id is not null, "source/observer");
        return new SourceSummary(
            id, source.ValueOf("site"), [.. source.All("type").Select(type => type.Coding()).OfType<CodedValue>()]);
    }

    private void Require(bool isThere, string name)
    {
        if (!isThere)
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
