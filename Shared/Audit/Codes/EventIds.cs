using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Codes;

/// <summary>EventID values that we record (DICOM PS3.16 CID 400).</summary>
public static class EventIds
{
    public static CodedValue ApplicationActivity { get; } = Dcm("110100", "Application Activity");

    public static CodedValue AuditLogUsed { get; } = Dcm("110101", "Audit Log Used");

    public static CodedValue Export { get; } = Dcm("110106", "Export");

    public static CodedValue Import { get; } = Dcm("110107", "Import");

    public static CodedValue PatientRecord { get; } = Dcm("110110", "Patient Record");

    public static CodedValue Query { get; } = Dcm("110112", "Query");

    public static CodedValue SecurityAlert { get; } = Dcm("110113", "Security Alert");

    public static CodedValue UserAuthentication { get; } = Dcm("110114", "User Authentication");

    /// <summary>A document signature was verified.</summary>
    public static CodedValue ReportVerification { get; } = Dcm("110007", "Report Verification");

    /// <summary>A document signature was made.</summary>
    public static CodedValue SignedManifest { get; } = Dcm("113031", "Signed Manifest");

    private static CodedValue Dcm(string code, string text) => new(code, CodeSystems.Dcm, text);
}
