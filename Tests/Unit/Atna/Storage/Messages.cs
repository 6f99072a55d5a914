using System.Text;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Tests.Unit.Atna.Storage;

/// <summary>Valid audit messages, as they come from a sender.</summary>
internal static class Messages
{
    public static readonly DateTimeOffset Time = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    public static ReceivedMessage Of(byte[] raw, DateTimeOffset? receivedAt = null) =>
        new(receivedAt ?? Time, Transports.SyslogTls, "192.0.2.7", "CN=practice", raw);

    public static ReceivedMessage Submission(
        string patient = "p1^^^&amp;1.2.3&amp;ISO",
        string document = "1.2.3.100",
        string user = "dr.martin",
        string type = "ITI-41",
        string outcome = "0",
        DateTimeOffset? eventTime = null,
        DateTimeOffset? receivedAt = null) => Of(
            Encoding.UTF8.GetBytes(
                $"""
                <85>1 2026-03-01T10:00:00Z host app 12 DICOM+RFC3881 - <AuditMessage>
                <EventIdentification EventActionCode="C" EventDateTime="{eventTime ?? Time:O}"
                    EventOutcomeIndicator="{outcome}">
                <EventID csd-code="110107" codeSystemName="DCM" originalText="Import"/>
                <EventTypeCode csd-code="{type}" codeSystemName="IHE Transactions" originalText="{type}"/>
                </EventIdentification>
                <ActiveParticipant UserID="{user}" UserName="{user} by name" UserIsRequestor="true"/>
                <ActiveParticipant UserID="https://localhost/repository" UserIsRequestor="false"/>
                <AuditSourceIdentification AuditSourceID="practice-1"/>
                <ParticipantObjectIdentification ParticipantObjectID="{patient}"
                    ParticipantObjectTypeCode="1" ParticipantObjectTypeCodeRole="1">
                <ParticipantObjectIDTypeCode csd-code="2" codeSystemName="RFC-3881" originalText="Patient Number"/>
                </ParticipantObjectIdentification>
                <ParticipantObjectIdentification ParticipantObjectID="{document}"
                    ParticipantObjectTypeCode="2" ParticipantObjectTypeCodeRole="3">
                <ParticipantObjectIDTypeCode csd-code="9" codeSystemName="RFC-3881" originalText="Report Number"/>
                </ParticipantObjectIdentification>
                </AuditMessage>
                """),
            receivedAt);
}
