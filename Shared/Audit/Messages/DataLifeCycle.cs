namespace XdsDmp.Audit.Messages;

/// <summary>ParticipantObjectDataLifeCycle; the numbers are those on the wire.</summary>
public enum DataLifeCycle
{
    None = 0,
    Creation = 1,
    Import = 2,
    Amendment = 3,
    Verification = 4,
    Translation = 5,
    Access = 6,
    DeIdentification = 7,
    Aggregation = 8,
    Report = 9,
    Export = 10,
    Disclosure = 11,
    ReceiptOfDisclosure = 12,
    Archiving = 13,
    LogicalDeletion = 14,
    PermanentErasure = 15,
}
