using XdsDmp.Metadata.Model;
using XdsDmp.Registry.PatientIdentity;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>The patient identifiers of the affinity domain.</summary>
internal static class PatientStore
{
    /// <summary>Key and state; null when the patient is unknown.</summary>
    public static (long Key, PatientState State)? Find(ReadSession session, PatientId patient) =>
        session.First<(long, PatientState)?>(
            "SELECT id, state FROM patient WHERE authority = @authority AND extension = @extension",
            row => (row.GetInt64(0), (PatientState)row.GetInt32(1)),
            patient.Authority, patient.Extension);

    /// <summary>Makes a patient known; returns its key.</summary>
    public static long Add(WriteSession session, PatientId patient) => session.Insert(
        "INSERT INTO patient (authority, extension, state) VALUES (@authority, @extension, @state)",
        patient.Authority, patient.Extension, (int)PatientState.Active);

    /// <summary>
    /// Merges one active patient into another. Whoever was merged into the first before now answers under the second;
    /// merged_into and merged_at keep what happened step by step.
    /// </summary>
    public static void Merge(WriteSession session, long subsumed, long surviving, DateTimeOffset now)
    {
        session.Execute("UPDATE patient SET survivor = @surviving WHERE survivor = @subsumed", surviving, subsumed);
        session.Execute(
            """
            UPDATE patient SET state = @state, survivor = @surviving, merged_into = @surviving, merged_at = @time
            WHERE id = @subsumed
            """,
            (int)PatientState.Subsumed, surviving, Hl7Time.Of(now).Digits, subsumed);
    }

    /// <summary>
    /// The keys under which a patient's objects stand: its own, those joined to it as the same person's, and those
    /// merged into any of them; none for an unknown or a subsumed patient.
    /// </summary>
    public static IReadOnlyList<long> KeysOf(ReadSession session, PatientId patient) =>
        Find(session, patient) is (var key, PatientState.Active)
            ? session.All(
                """
                WITH person (id) AS (SELECT coalesce(person, id) FROM patient WHERE id = @key),
                    one (id) AS (SELECT id FROM person
                        UNION SELECT p.id FROM person CROSS JOIN patient p WHERE p.person = person.id)
                SELECT id FROM one UNION SELECT p.id FROM one CROSS JOIN patient p WHERE p.survivor = one.id
                """,
                row => row.GetInt64(0), key)
            : [];

    /// <summary>
    /// The key that stands for the person of an identifier, whichever of the person's it is, merged away ones
    /// included; null for an unknown one.
    /// </summary>
    public static long? PersonOf(ReadSession session, PatientId patient) =>
        Find(session, patient) is var (key, _) ? PersonOf(session, key) : null;

    /// <summary>Both identifiers are known, and stand for one person.</summary>
    public static bool IsSamePerson(ReadSession session, PatientId one, PatientId other) =>
        PersonOf(session, one) is { } person && person == PersonOf(session, other);

    /// <summary>The key that stands for the person of an identifier, by its key.</summary>
    public static long PersonOf(ReadSession session, long key) => session.First(
        """
        SELECT coalesce(s.person, s.id) FROM patient p JOIN patient s ON s.id = coalesce(p.survivor, p.id)
        WHERE p.id = @id
        """,
        row => row.GetInt64(0), key);

    /// <summary>
    /// Makes another identifier one of the same person's, to be used side by side. False when it cannot be: it was
    /// merged away, or stands for somebody already.
    /// </summary>
    public static bool Join(WriteSession session, long person, PatientId other, Func<long, bool> isFree)
    {
        var (key, state) = Find(session, other) ?? (Add(session, other), PatientState.Active);
        if (state != PatientState.Active)
        {
            return PersonOf(session, key) == person;
        }

        var before = PersonOf(session, key);
        if (before != key || !isFree(key) || IsPerson(session, key))
        {
            return before == person;
        }

        session.Execute("UPDATE patient SET person = @person WHERE id = @id", person, key);
        return true;
    }

    /// <summary>All identifiers of a person that are in use, the first one first.</summary>
    public static IReadOnlyList<PatientId> IdentifiersOf(ReadSession session, long person) => session.All(
        """
        SELECT extension, authority FROM patient WHERE (id = @id OR person = @id) AND state = 1
        ORDER BY id = @id DESC, id
        """,
        row => new PatientId(row.GetString(0), row.GetString(1)), person);

    private static bool IsPerson(ReadSession session, long key) =>
        session.First("SELECT 1 FROM patient WHERE person = @id LIMIT 1", _ => true, key);

    /// <summary>
    /// The identifier that stands for a patient today: its own, or the one it was merged into. Objects keep the key
    /// under which they were registered, so that a merge changes one row and what was before it can still be told.
    /// </summary>
    public static SurvivingPatient SurvivorOf(ReadSession session, long key) => session.First(
        """
        SELECT s.id, s.extension, s.authority FROM patient p JOIN patient s ON s.id = coalesce(p.survivor, p.id)
        WHERE p.id = @id
        """,
        row => new SurvivingPatient(row.GetInt64(0), new PatientId(row.GetString(1), row.GetString(2))), key)!;

    /// <summary>In the order in which they became known.</summary>
    public static IReadOnlyList<ListedPatient> List(ReadSession session, int maxPatients) => session.All(
        """
        SELECT p.extension, p.authority, s.extension, s.authority
        FROM patient p LEFT JOIN patient s ON s.id = p.survivor ORDER BY p.id LIMIT @max
        """,
        row => new ListedPatient(
            new PatientId(row.GetString(0), row.GetString(1)),
            row.IsDBNull(2) ? null : new PatientId(row.GetString(2), row.GetString(3))),
        maxPatients);
}

/// <summary>A patient identifier that is in use, and its key.</summary>
internal sealed record SurvivingPatient(long Key, PatientId Id);
