namespace XdsDmp.Audit.Messages;

/// <summary>ParticipantObjectTypeCodeRole, those that we write; the numbers are those on the wire.</summary>
public enum ObjectRole
{
    None = 0,
    Patient = 1,
    Report = 3,
    SecurityResource = 13,
    Job = 20,
    Query = 24,
}
