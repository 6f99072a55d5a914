using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Codes;

/// <summary>EventTypeCode values that we record (DICOM PS3.16 CID 401; IHE transactions).</summary>
public static class EventTypes
{
    public static CodedValue ApplicationStart { get; } = Dcm("110120", "Application Start");

    public static CodedValue ApplicationStop { get; } = Dcm("110121", "Application Stop");

    public static CodedValue UserSecurityAttributesChanged { get; } =
        Dcm("110137", "User Security Attributes Changed");

    public static CodedValue Login { get; } = Dcm("110122", "Login");

    public static CodedValue Logout { get; } = Dcm("110123", "Logout");

    public static CodedValue NodeAuthentication { get; } = Dcm("110126", "Node Authentication");

    public static CodedValue EmergencyOverrideStarted { get; } = Dcm("110127", "Emergency Override Started");

    public static CodedValue SecurityConfiguration { get; } = Dcm("110129", "Security Configuration");

    public static CodedValue RestrictedFunction { get; } = Dcm("110132", "Use of Restricted Function");

    public static CodedValue AuditRecordingStopped { get; } = Dcm("110133", "Audit Recording Stopped");

    public static CodedValue DocumentDamaged { get; } = new("document-damaged", CodeSystems.Own, "Document damaged");

    public static CodedValue DocumentRepaired { get; } = new("document-repaired", CodeSystems.Own, "Document repaired");

    public static CodedValue Iti8 { get; } = Ihe("ITI-8", "Patient Identity Feed");

    public static CodedValue Iti18 { get; } = Ihe("ITI-18", "Registry Stored Query");

    public static CodedValue Iti41 { get; } = Ihe("ITI-41", "Provide and Register Document Set-b");

    public static CodedValue Iti42 { get; } = Ihe("ITI-42", "Register Document Set-b");

    public static CodedValue Iti43 { get; } = Ihe("ITI-43", "Retrieve Document Set");

    public static CodedValue Iti44 { get; } = Ihe("ITI-44", "Patient Identity Feed");

    public static CodedValue Iti51 { get; } = Ihe("ITI-51", "Multi-Patient Query");

    public static CodedValue Iti57 { get; } = Ihe("ITI-57", "Update Document Set");

    public static CodedValue Iti61 { get; } = Ihe("ITI-61", "Register On-Demand Document Entry");

    public static CodedValue Iti62 { get; } = Ihe("ITI-62", "Remove Metadata");

    public static CodedValue Iti64 { get; } = Ihe("ITI-64", "Notify XAD-PID Link Change");

    public static CodedValue Iti86 { get; } = Ihe("ITI-86", "Remove Documents");

    public static CodedValue Iti92 { get; } = Ihe("ITI-92", "Restricted Update Document Set");

    public static CodedValue Iti81 { get; } = Ihe("ITI-81", "Retrieve ATNA Audit Event");

    public static CodedValue Iti82 { get; } = Ihe("ITI-82", "Retrieve Syslog Event");

    private static CodedValue Dcm(string code, string text) => new(code, CodeSystems.Dcm, text);

    private static CodedValue Ihe(string code, string text) => new(code, CodeSystems.IheTransactions, text);
}
