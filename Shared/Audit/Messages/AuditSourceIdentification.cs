namespace XdsDmp.Audit.Messages;

/// <summary>The system that recorded the event (DICOM PS3.15 A.5); IHE leaves the values to the deployment.</summary>
public sealed record AuditSourceIdentification(string SourceId, string? EnterpriseSiteId = null)
{
    public IReadOnlyList<CodedValue> TypeCodes { get; init; } = [];
}
