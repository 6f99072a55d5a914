namespace XdsDmp.Audit.Messages;

/// <summary>NetworkAccessPointTypeCode; the numbers are those on the wire.</summary>
public enum NetworkAccessPointType
{
    None = 0,
    MachineName = 1,
    IpAddress = 2,
    Telephone = 3,
    Email = 4,
    Uri = 5,
}
