using System.CommandLine;

namespace XdsDmp.CommandLine.Audit;

/// <summary><c>audit</c>: for auditors at the machine where the audit records lie.</summary>
internal static class AuditCommand
{
    public static Command Create() => new(
        "audit", "Read and verify the audit records. Reading leaves a record itself while the services run.")
    {
        AuditListCommand.Create(),
        AuditShowCommand.Create(),
        AuditVerifyCommand.Create(),
        AuditKeyCommand.Create(),
        AuditExportCommand.Create(),
        AuditArchiveCommand.Create(),
        AuditOutboxCommand.Create(),
    };
}
