
namespace XdsDmp.Atna.Storage;

/// <summary>
/// Something that a record is found by, in the form that both sides of a search use. Terms are folded and bounded:
/// senders differ in the case of UUIDs, and nobody's record may be passed over for it.
/// </summary>
internal readonly record struct SearchTerm(SearchTermKind Kind, string Term) : IComparable<SearchTerm>
{
    /// <summary>Between a value and its system; no text that was received has it.</summary>
    public const char Separator = '\u001F';

    private const int MaxValueLength = 200;
    private const int MaxSystemLength = 100;

    /// <summary>
    /// A code or identifier with its system, if there is one. Null when there is nothing to search by.
    /// </summary>
    public static SearchTerm? Token(SearchTermKind kind, string? value, string? system = null) =>
        ValueOf(value) is { } folded
            ? new SearchTerm(kind, folded + Separator + StorableText.Cut(WithoutUrn(system ?? ""), MaxSystemLength))
            : null;

    /// <summary>A name: found by how it begins, whatever its accents.</summary>
    public static SearchTerm? Words(SearchTermKind kind, string? value)
    {
        if (value is null)
        {
            return null;
        }

        var folded = Folding.Words(StorableText.Of(value));
        return folded.Length == 0 ? null : new SearchTerm(kind, StorableText.Cut(folded, MaxValueLength));
    }

    /// <summary>The part of a token before its system.</summary>
    public static string? ValueOf(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var folded = StorableText.Cut(WithoutUrn(value), MaxValueLength);
        return folded.Length == 0 ? null : folded;
    }

    public int CompareTo(SearchTerm other) =>
        Kind != other.Kind ? (int)Kind - (int)other.Kind : string.CompareOrdinal(Term, other.Term);

    /// <summary>1.2.3 and urn:oid:1.2.3 are the same identifier: DICOM writes the one, FHIR the other.</summary>
    private static string WithoutUrn(string text)
    {
        const string Oid = "urn:oid:";
        var folded = StorableText.Of(text.Trim()).Replace(Separator, ' ').ToLowerInvariant();
        return folded.StartsWith(Oid, StringComparison.Ordinal) ? folded[Oid.Length..] : folded;
    }
}

/// <summary>
/// What a term is, in the words of FHIR's AuditEvent. The numbers are in the database: a change needs a new
/// <see cref="AuditIndex.Version"/>.
/// </summary>
internal enum SearchTermKind
{
    /// <summary>EventID.</summary>
    Type = 1,

    /// <summary>EventTypeCode.</summary>
    Subtype = 2,

    /// <summary>UserID.</summary>
    Agent = 3,

    /// <summary>UserName.</summary>
    AgentName = 4,

    /// <summary>AlternativeUserID.</summary>
    AlternativeId = 5,

    /// <summary>RoleIDCode.</summary>
    AgentRole = 6,

    /// <summary>NetworkAccessPointID.</summary>
    Address = 7,

    /// <summary>Patients among the participants; see <see cref="PatientTerms"/>.</summary>
    Patient = 8,

    /// <summary>ParticipantObjectID of an object that is no patient: document, submission set, query.</summary>
    Entity = 9,

    EntityType = 10,

    EntityRole = 11,

    EntityName = 12,

    /// <summary>AuditSourceID.</summary>
    Source = 13,

    /// <summary>AuditEnterpriseSiteID.</summary>
    Site = 14,

    Action = 15,

    Outcome = 16,

    Policy = 17,

    /// <summary>PurposeOfUse, of the event or of a participant.</summary>
    Purpose = 18,

    /// <summary>
    /// Patients among the objects, as they were written and as <see cref="PatientTerms"/>: whoever looks for a patient
    /// or for an object looks here, too.
    /// </summary>
    PatientEntity = 19,
}
