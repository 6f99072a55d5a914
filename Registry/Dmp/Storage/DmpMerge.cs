using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Storage;

/// <summary>
/// Two identifiers turn out to be one person's (ITI-8, ITI-44; NIA → NIR): the DMP goes on under the surviving one.
/// Where there are two of them the surviving person's stays, and what the patient has refused in the other is refused
/// in it too.
/// </summary>
internal static class DmpMerge
{
    private const string Reason = "IDENTITES_FUSIONNEES";

    /// <summary>Called before the identifiers themselves are merged.</summary>
    public static void Follow(WriteSession session, long subsumed, long surviving, DateTimeOffset now)
    {
        var (from, to) = (PatientStore.PersonOf(session, subsumed), PatientStore.PersonOf(session, surviving));
        if (from == to)
        {
            return;
        }

        session.Execute(
            "UPDATE patient SET person = @to WHERE (person = @from OR id = @root) AND id <> @subsumed AND id <> @self",
            to, from, from, subsumed, to);
        if (KeyOf(session, from) is not { } old)
        {
            return;
        }

        if (KeyOf(session, to) is { } kept)
        {
            Combine(session, DmpStore.Get(session, old), DmpStore.Get(session, kept), now);
        }
        else
        {
            session.Execute("UPDATE dmp SET patient_id = @to, changed_at = @time WHERE id = @dmp",
                to, DmpTime.Text(now), old);
            DmpHistory.Append(
                session, old, DmpEventKind.IdentifierJoined,
                new { Ins = DmpStore.Get(session, old).Ins.ToString() }, Feed, now);
        }
    }

    private static Actor Feed => new("patient identity feed", null, null, null, "ITI-8, ITI-44");

    private static void Combine(WriteSession session, DmpRecord old, DmpRecord kept, DateTimeOffset now)
    {
        foreach (var block in AuthorisationStore.AllOf(session, old.Key).Where(a => a.IsBlock))
        {
            AuthorisationStore.Block(session, kept.Key, block.Professional, Feed, now);
        }

        DmpStore.SetChoices(
            session, kept,
            new DmpChoices
            {
                OpposesBreakGlass = kept.Choices.OpposesBreakGlass || old.Choices.OpposesBreakGlass,
                OpposesEmergencyCalls = kept.Choices.OpposesEmergencyCalls || old.Choices.OpposesEmergencyCalls,
                ShowsMaskedInEmergency = kept.Choices.ShowsMaskedInEmergency && old.Choices.ShowsMaskedInEmergency,
            },
            Feed, now);
        if (old.IsOpen)
        {
            DmpStore.Close(session, old, Reason, null, Feed, now);
        }
    }

    private static long? KeyOf(ReadSession session, long person) => session.First<long?>(
        "SELECT id FROM dmp WHERE patient_id = @person", row => row.GetInt64(0), person);
}
