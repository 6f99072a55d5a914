namespace XdsDmp.Audit.Messages;

/// <summary>
/// A coded value of an audit message (DICOM PS3.15 A.5). In a message that was read, what the sender left out is empty.
/// </summary>
public sealed record CodedValue(string Code, string CodeSystemName, string OriginalText)
{
    public string? DisplayName { get; init; }
}
