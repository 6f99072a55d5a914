namespace XdsDmp.Atna.Storage;

/// <summary>
/// Something that a record is found by. Terms are folded to lower case and bounded, on both sides of the search:
/// senders differ in the case of UUIDs, and nobody's record may be passed over for it.
/// </summary>
internal readonly record struct SearchTerm(SearchTermKind Kind, string Term) : IComparable<SearchTerm>
{
    private const int MaxLength = 256;

    /// <summary>Null when there is nothing to search by.</summary>
    public static SearchTerm? Of(SearchTermKind kind, string? value)
    {
        var text = value.AsSpan().Trim();
        if (text.IsEmpty)
        {
            return null;
        }

        // Half of a surrogate pair cannot be stored.
        var length = Math.Min(text.Length, MaxLength);
        length -= char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return new SearchTerm(kind, text[..length].ToString().ToLowerInvariant());
    }

    public int CompareTo(SearchTerm other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Term, other.Term);
}

/// <summary>What a term is. The numbers are in the database: they never change.</summary>
internal enum SearchTermKind
{
    /// <summary>Code of the EventID or of an EventTypeCode: 110112, ITI-18.</summary>
    Event = 1,

    /// <summary>UserID or UserName of a participant.</summary>
    User = 2,

    /// <summary>See <see cref="PatientTerms"/>.</summary>
    Patient = 3,

    /// <summary>ParticipantObjectID of any object: document, submission set, query, patient.</summary>
    Object = 4,

    /// <summary>AuditSourceID.</summary>
    Source = 5,
}
