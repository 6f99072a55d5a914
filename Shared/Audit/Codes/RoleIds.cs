using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Codes;

/// <summary>
/// RoleIDCode values of processes (DICOM PS3.16 CID 402). A person's roles come from the access token.
/// </summary>
public static class RoleIds
{
    public static CodedValue Application { get; } = new("110150", CodeSystems.Dcm, "Application");

    public static CodedValue ApplicationLauncher { get; } = new("110151", CodeSystems.Dcm, "Application Launcher");

    public static CodedValue Destination { get; } = new("110152", CodeSystems.Dcm, "Destination Role ID");

    public static CodedValue Source { get; } = new("110153", CodeSystems.Dcm, "Source Role ID");
}
