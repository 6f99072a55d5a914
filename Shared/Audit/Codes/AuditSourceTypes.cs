using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Codes;

/// <summary>AuditSourceTypeCode values that we record (DICOM PS3.15 A.5).</summary>
public static class AuditSourceTypes
{
    public static CodedValue EndUserDevice { get; } = new("1", CodeSystems.Dcm, "End-user display device");

    public static CodedValue ApplicationServer { get; } = new("4", CodeSystems.Dcm, "Application server process");
}
