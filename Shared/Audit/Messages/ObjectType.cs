namespace XdsDmp.Audit.Messages;

/// <summary>ParticipantObjectTypeCode; the numbers are those on the wire.</summary>
public enum ObjectType
{
    None = 0,
    Person = 1,
    SystemObject = 2,
    Organization = 3,
    Other = 4,
}
