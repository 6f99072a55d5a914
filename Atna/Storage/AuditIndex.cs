using XdsDmp.Audit.Summaries;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// The index of one record: a function of the record alone, so that it can be rebuilt, and verified, at any time.
/// </summary>
internal sealed record AuditIndex(IndexedEvent Event, IReadOnlyList<SearchTerm> Terms)
{
    private const int MaxColumnLength = 256;

    /// <summary>What one record's index may cost: a hostile message names ten thousand objects.</summary>
    private const int MaxTerms = 2_000;

    public static AuditIndex Of(ReceivedMessage message)
    {
        var parsed = ParsedMessage.Of(message);
        var terms = TermsOf(parsed.Audit).OfType<SearchTerm>().Distinct().Take(MaxTerms).ToArray();
        Array.Sort(terms);
        return new AuditIndex(EventOf(message, parsed), terms);
    }

    private static IndexedEvent EventOf(ReceivedMessage message, ParsedMessage parsed)
    {
        var (syslog, audit) = parsed;
        var findings = string.Join(',', parsed.Findings.Select(finding => finding.Code).Distinct());
        return new IndexedEvent
        {
            ReceivedAt = Microseconds.Of(message.ReceivedAt),
            EventTime = audit.Event.Time is { } time ? Microseconds.Of(time) : null,
            EventId = Column(audit.Event.Id?.Code),
            EventType = Column(audit.Event.TypeCodes.Count > 0 ? audit.Event.TypeCodes[0].Code : null),
            Action = Column(audit.Event.Action),
            Outcome = audit.Event.Outcome,
            SourceId = Column(audit.SourceId),
            HostName = Column(syslog.HostName),
            AppName = Column(syslog.AppName),
            MessageId = Column(syslog.MessageId),
            Findings = findings.Length == 0 ? null : findings,
        };
    }

    private static IEnumerable<SearchTerm?> TermsOf(AuditSummary audit)
    {
        yield return SearchTerm.Of(SearchTermKind.Event, audit.Event.Id?.Code);
        foreach (var type in audit.Event.TypeCodes)
        {
            yield return SearchTerm.Of(SearchTermKind.Event, type.Code);
        }

        foreach (var source in audit.Sources)
        {
            yield return SearchTerm.Of(SearchTermKind.Source, source.SourceId);
        }

        foreach (var participant in audit.Participants)
        {
            yield return SearchTerm.Of(SearchTermKind.User, participant.UserId);
            yield return SearchTerm.Of(SearchTermKind.User, participant.UserName);
            foreach (var id in participant.OtherIds)
            {
                yield return SearchTerm.Of(SearchTermKind.User, id);
            }
        }

        foreach (var term in audit.Objects.SelectMany(TermsOf))
        {
            yield return term;
        }
    }

    private static IEnumerable<SearchTerm?> TermsOf(ObjectSummary item)
    {
        yield return SearchTerm.Of(SearchTermKind.Object, item.RepairedId);
        foreach (var id in item.OtherIds.Prepend(item.Id))
        {
            yield return SearchTerm.Of(SearchTermKind.Object, id);
            foreach (var term in PatientTerms.IsPatient(item) ? PatientTerms.Of(id) : [])
            {
                yield return term;
            }
        }
    }

    private static string? Column(string? value)
    {
        if (value is not { Length: > MaxColumnLength })
        {
            return value;
        }

        // Half of a surrogate pair cannot be stored.
        return value[..(MaxColumnLength - (char.IsHighSurrogate(value[MaxColumnLength - 1]) ? 1 : 0))];
    }
}
