using System.Globalization;
using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Bench.Records;

/// <summary>
/// Audit messages as a region makes them: a record a second and a half, of patients, users and documents whose numbers
/// grow with the archive, from a few dozen hosts. Which record says what follows from its number alone.
/// </summary>
internal sealed class SyntheticRecords(long count)
{
    public const int Hosts = 40;
    private const int RecordsOfAPatient = 50;
    private const int RecordsOfAUser = 2_000;
    private const int FailuresAreOneIn = 100;
    private const int AlarmsAreOneIn = 20_000;
    private static readonly DateTimeOffset Begin = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Distance = TimeSpan.FromSeconds(1.5);

    public static string Oid => "1.2.250.1.213.1.4.8";

    public static DateTimeOffset TimeOf(long number) => Begin + number * Distance;

    public string PatientOf(long number) => $"p{Mix(number) % Math.Max(1, (ulong)count / RecordsOfAPatient)}";

    public string UserOf(long number) => $"user{Mix(number * 3) % Math.Max(1, (ulong)count / RecordsOfAUser)}";

    /// <summary>Each is mentioned by a few records, far apart.</summary>
    public string DocumentOf(long number) => $"1.2.250.1.213.99.{Mix(number * 5) % Math.Max(1, (ulong)count / 3)}";

    public static string HostOf(long number) => $"host{Mix(number * 7) % Hosts}";

    /// <summary>Three of five are queries.</summary>
    public static string TypeOf(long number) => (Mix(number * 11) % 5) switch
    {
        0 => "ITI-41",
        1 => "ITI-43",
        _ => "ITI-18",
    };

    public ReceivedMessage Of(long number)
    {
        var time = TimeOf(number);
        var text = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var isAlarm = Mix(number * 13) % AlarmsAreOneIn == 0;
        var outcome = Mix(number * 17) % FailuresAreOneIn == 0 ? "8" : "0";
        var (eventId, type) = isAlarm ? ("110113", "110127") : ("110112", TypeOf(number));
        var host = HostOf(number);
        var raw = Encoding.UTF8.GetBytes(
            $"""
            <85>1 {text} {host} app 12 {(isAlarm ? "ALARM" : "DICOM+RFC3881")} - <AuditMessage>
            <EventIdentification EventActionCode="E"
                EventDateTime="{text}" EventOutcomeIndicator="{outcome}">
            <EventID csd-code="{eventId}" codeSystemName="DCM" originalText="x"/>
            <EventTypeCode csd-code="{type}" codeSystemName="IHE Transactions" originalText="x"/>
            </EventIdentification>
            <ActiveParticipant UserID="{UserOf(number)}" UserIsRequestor="true"/>
            <ActiveParticipant UserID="https://{host}/xds"
                UserIsRequestor="false" NetworkAccessPointID="{host}" NetworkAccessPointTypeCode="1"/>
            <AuditSourceIdentification AuditSourceID="{host}"/>
            <ParticipantObjectIdentification ParticipantObjectID="{PatientOf(number)}^^^&amp;{Oid}&amp;ISO"
                ParticipantObjectTypeCode="1" ParticipantObjectTypeCodeRole="1">
            <ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" originalText="x"/>
            </ParticipantObjectIdentification>
            <ParticipantObjectIdentification ParticipantObjectID="{DocumentOf(number)}"
                ParticipantObjectTypeCode="2" ParticipantObjectTypeCodeRole="3">
            <ParticipantObjectIDTypeCode csd-code="9" codeSystemName="RFC-3881" originalText="x"/>
            </ParticipantObjectIdentification>
            </AuditMessage>
            """);
        return new ReceivedMessage(
            time.AddMilliseconds(Mix(number * 19) % 1_000), Transports.SyslogTls, "192.0.2.7", $"CN={host}", raw);
    }

    /// <summary>Looks like chance and is none (the end of SplitMix64).</summary>
    private static ulong Mix(long number)
    {
        var mixed = (ulong)number * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
