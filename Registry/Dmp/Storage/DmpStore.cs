using System.Data.Common;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>
/// The DMPs of this registry as they stand today. Whatever changes one writes a line of its history in the same
/// transaction. That a change is allowed has been found out before.
/// </summary>
internal static class DmpStore
{
    private const string Columns =
        """
        d.id, d.patient_id, p.extension, p.authority, d.status, d.opposes_break_glass, d.opposes_emergency_calls,
        d.shows_masked_in_emergency, d.is_attached_to_ens, d.closed_at, d.closing_reason, d.closing_text,
        d.demographics, d.created_at, d.changed_at
        """;

    /// <summary>By any identifier of the person; null when the person has no DMP.</summary>
    public static DmpRecord? Find(ReadSession session, PatientId ins) =>
        PatientStore.PersonOf(session, ins) is { } person
            ? session.First(
                $"SELECT {Columns} FROM dmp d JOIN patient p ON p.id = d.patient_id WHERE d.patient_id = @person",
                Read, person)
            : null;

    /// <summary>By its key.</summary>
    public static DmpRecord Get(ReadSession session, long dmp) => session.First(
        $"SELECT {Columns} FROM dmp d JOIN patient p ON p.id = d.patient_id WHERE d.id = @dmp", Read, dmp)!;

    /// <summary>
    /// Opens a DMP for a person who has none. The identifier becomes known, if no feed has announced it.
    /// </summary>
    public static DmpRecord Create(
        WriteSession session, PatientId ins, Demographics demographics, DmpChoices choices, Consent consent,
        Actor actor, DateTimeOffset now)
    {
        var person = PatientStore.PersonOf(session, ins) ?? PatientStore.Add(session, ins);
        var key = session.Insert(
            """
            INSERT INTO dmp (patient_id, status, opposes_break_glass, opposes_emergency_calls,
                shows_masked_in_emergency, is_attached_to_ens, search_name, search_first_name, birth_date,
                demographics, created_at, changed_at)
            VALUES (@person, @status, @breakGlass, @calls, @masked, 0, @name, @firstName, @birthDate, @demographics,
                @created, @changed)
            """,
            person, (int)DmpStatus.Active, choices.OpposesBreakGlass, choices.OpposesEmergencyCalls,
            choices.ShowsMaskedInEmergency, SearchName.Of(demographics.BirthName),
            SearchName.Of(demographics.FirstNames), demographics.BirthDate, DmpJson.Write(demographics),
            DmpTime.Text(now), DmpTime.Text(now));
        var opening = new { Ins = ins.ToString(), Consent = consent, Choices = choices, Demographics = demographics };
        DmpHistory.Append(session, key, DmpEventKind.Created, opening, actor, now);
        return Get(session, key);
    }

    /// <summary>Nobody reads or writes it any more; all of it is kept.</summary>
    public static void Close(
        WriteSession session, DmpRecord dmp, string reasonCode, string? text, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            UPDATE dmp SET status = @status, closed_at = @time, closing_reason = @reason, closing_text = @text,
                changed_at = @changed
            WHERE id = @dmp
            """,
            (int)DmpStatus.Closed, DmpTime.Text(now), reasonCode, text, DmpTime.Text(now), dmp.Key);
        DmpHistory.Append(
            session, dmp.Key, DmpEventKind.Closed, new { ReasonCode = reasonCode, Text = text }, actor, now);
    }

    /// <summary>Opens a closed one again, with a new consent.</summary>
    public static void Reactivate(
        WriteSession session, DmpRecord dmp, Consent consent, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            UPDATE dmp SET status = @status, closed_at = NULL, closing_reason = NULL, closing_text = NULL,
                changed_at = @time
            WHERE id = @dmp
            """,
            (int)DmpStatus.Active, DmpTime.Text(now), dmp.Key);
        DmpHistory.Append(session, dmp.Key, DmpEventKind.Reactivated, consent, actor, now);
    }

    public static void SetChoices(
        WriteSession session, DmpRecord dmp, DmpChoices choices, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            UPDATE dmp SET opposes_break_glass = @breakGlass, opposes_emergency_calls = @calls,
                shows_masked_in_emergency = @masked, changed_at = @time
            WHERE id = @dmp
            """,
            choices.OpposesBreakGlass, choices.OpposesEmergencyCalls, choices.ShowsMaskedInEmergency,
            DmpTime.Text(now), dmp.Key);
        DmpHistory.Append(session, dmp.Key, DmpEventKind.ChoicesChanged, choices, actor, now);
    }

    public static void SetDemographics(
        WriteSession session, DmpRecord dmp, Demographics demographics, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            """
            UPDATE dmp SET search_name = @name, search_first_name = @firstName, birth_date = @birthDate,
                demographics = @demographics, changed_at = @time
            WHERE id = @dmp
            """,
            SearchName.Of(demographics.BirthName), SearchName.Of(demographics.FirstNames), demographics.BirthDate,
            DmpJson.Write(demographics), DmpTime.Text(now), dmp.Key);
        DmpHistory.Append(session, dmp.Key, DmpEventKind.DemographicsChanged, demographics, actor, now);
    }

    /// <summary>RATTACHEMENT_ENS: from then on the person manages the DMP in Mon espace santé.</summary>
    public static void SetAttachedToEns(
        WriteSession session, DmpRecord dmp, bool isAttached, Actor actor, DateTimeOffset now)
    {
        session.Execute(
            "UPDATE dmp SET is_attached_to_ens = @attached, changed_at = @time WHERE id = @dmp",
            isAttached, DmpTime.Text(now), dmp.Key);
        DmpHistory.Append(
            session, dmp.Key, DmpEventKind.AttachedToEns, new { IsAttached = isAttached }, actor, now);
    }

    /// <summary>
    /// Another identifier of the same person, which stays in use: INS-C beside INS-NIR. False when it is somebody
    /// else's already: then people would be mixed up.
    /// </summary>
    public static bool Join(WriteSession session, DmpRecord dmp, PatientId other, Actor actor, DateTimeOffset now)
    {
        if (!PatientStore.Join(session, dmp.Patient, other, isFree: key => !HasDmp(session, key)))
        {
            return false;
        }

        DmpHistory.Append(
            session, dmp.Key, DmpEventKind.IdentifierJoined, new { Ins = other.ToString() }, actor, now);
        return true;
    }

    /// <summary>All identifiers of the person that are in use; the one of the creation first.</summary>
    public static IReadOnlyList<PatientId> IdentifiersOf(ReadSession session, DmpRecord dmp) =>
        PatientStore.IdentifiersOf(session, dmp.Patient);

    /// <summary>
    /// Open DMPs of people with that birth name; first name and birth date narrow it where they are given (TD0.5).
    /// </summary>
    public static IReadOnlyList<DmpRecord> Search(
        ReadSession session, string? birthName, string? firstName, string? birthDate, int limit)
    {
        var name = SearchName.Of(birthName ?? "");
        var query = new SqlText(
            $"SELECT {Columns} FROM dmp d JOIN patient p ON p.id = d.patient_id WHERE d.status = 1");
        if (name.Length > 0)
        {
            query.Append("AND d.search_name = @", name);
        }

        if (birthDate is not null)
        {
            query.Append("AND d.birth_date = @", birthDate);
        }

        if (SearchName.Of(firstName ?? "") is { Length: > 0 } first)
        {
            query.Append("AND substr(d.search_first_name, 1, length(@", first).Append(")) = @", first);
        }

        return name.Length == 0 && birthDate is null
            ? []
            : session.All(query.Append("ORDER BY d.id LIMIT @", limit), Read);
    }

    private static bool HasDmp(ReadSession session, long person) =>
        session.First("SELECT 1 FROM dmp WHERE patient_id = @person", _ => true, person);

    private static DmpRecord Read(DbDataReader row) => new()
    {
        Key = row.GetInt64(0),
        Patient = row.GetInt64(1),
        Ins = new PatientId(row.GetString(2), row.GetString(3)),
        Status = (DmpStatus)row.GetInt32(4),
        Choices = new DmpChoices
        {
            OpposesBreakGlass = row.Flag(5),
            OpposesEmergencyCalls = row.Flag(6),
            ShowsMaskedInEmergency = row.Flag(7),
        },
        IsAttachedToEns = row.Flag(8),
        Closing = row.IsDBNull(9) ? null : new Closing(
            DmpTime.Read(row.GetString(9)), row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11)),
        Demographics = DmpJson.Read<Demographics>(row.GetString(12)),
        CreatedAt = DmpTime.Read(row.GetString(13)),
        ChangedAt = DmpTime.Read(row.GetString(14)),
    };
}
