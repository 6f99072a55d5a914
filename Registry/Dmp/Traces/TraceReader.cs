using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Summaries;
using XdsDmp.Security.Vihf;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>
/// Makes a line of the traces of an audit event. Only what a person or machine with a VIHF did is one, and only as the
/// service tells it that did it: the trail has most acts several times, from both ends and from service to service.
/// </summary>
/// <param name="ourselves">
/// Names of our own systems and certificates: what they pass on is told by whoever was asked.
/// </param>
internal sealed class TraceReader(IReadOnlyCollection<string> ourselves)
{
    public const string Normal = VihfAttributes.Normal;

    private const string DcmSystem = CodeSystems.Dcm;
    private const string ReportRole = "3";
    private const string JobRole = "20";

    private static readonly Dictionary<string, TraceAction> Actions = new(StringComparer.Ordinal)
    {
        [EventTypes.Iti18.Code] = TraceAction.Search,
        [EventTypes.Iti51.Code] = TraceAction.Search,
        [EventTypes.Iti43.Code] = TraceAction.Retrieve,
        [EventTypes.Iti41.Code] = TraceAction.Feed,
        [EventTypes.Iti57.Code] = TraceAction.Update,
        [EventTypes.Iti92.Code] = TraceAction.Update,
        [EventTypes.Iti62.Code] = TraceAction.Remove,
        [EventTypes.Iti86.Code] = TraceAction.Remove,
        [TracesReadEvent.Type.Code] = TraceAction.ReadTraces,
    };

    /// <summary>Null when it is no act of a user.</summary>
    public TraceLine? Read(AuditSummary audit)
    {
        if (audit.Event.Time is not { } time || ActionOf(audit) is not var (action, transaction)
            || UserOf(audit) is not { UserId: { } id } user || IsPassedOn(audit))
        {
            return null;
        }

        var structure = audit.Participants.FirstOrDefault(IsStructure);
        var purposes = audit.Event.PurposesOfUse.Select(purpose => purpose.Code).ToList();
        return new TraceLine
        {
            Time = time,
            UserId = id,
            UserName = user.UserName,
            Roles = user.RoleIdCodes,
            StructureId = structure?.UserId,
            Sector = structure?.RoleIdCodes is [var kind, ..] ? kind.Code : null,
            Mode = purposes.Find(code => code != VihfAttributes.SecretConnection) ?? Normal,
            IsSecret = purposes.Contains(VihfAttributes.SecretConnection),
            Action = action,
            Transaction = transaction,
            IsSuccess = audit.Event.Outcome == (int)EventOutcome.Success,
            Reason = DetailOf(audit, DetailTypes.EmergencyReason),
            Documents = [.. IdsOf(audit, ReportRole).Select(one => new TracedDocument(one))],
            SubmissionSets = [.. IdsOf(audit, JobRole)],
        };
    }

    private static (TraceAction Action, string Transaction)? ActionOf(AuditSummary audit)
    {
        foreach (var type in audit.Event.TypeCodes)
        {
            if (Actions.TryGetValue(type.Code, out var action))
            {
                return (action, type.Code);
            }

            if (type.Code == EventTypes.EmergencyOverrideStarted.Code)
            {
                return (TraceAction.EmergencyAccess, DetailOf(audit, DetailTypes.Transaction) ?? "");
            }

            if (type.Code.StartsWith("TD", StringComparison.Ordinal))
            {
                return (TraceAction.Administration, type.Code);
            }
        }

        return null;
    }

    /// <summary>By national identifier; the form that XUA gives the same person is left out.</summary>
    private static ParticipantSummary? UserOf(AuditSummary audit) => audit.Participants.FirstOrDefault(
        one => one.IsRequestor == true && !HasPart(one) && one.RoleIdCodes.Count > 0
            && one.UserId?.EndsWith('>') == false);

    private static bool IsStructure(ParticipantSummary one) =>
        one.IsRequestor == false && !HasPart(one) && one.RoleIdCodes.Count > 0;

    /// <summary>The systems at both ends: source or destination.</summary>
    private static bool HasPart(ParticipantSummary one) =>
        one.RoleIdCodes.Any(role => role.CodeSystemName == DcmSystem);

    private bool IsPassedOn(AuditSummary audit) => audit.Participants.Any(
        one => one.IsRequestor == true && HasPart(one)
            && (ourselves.Contains(one.UserId ?? "") || ourselves.Contains(one.UserName ?? "")));

    private static string? DetailOf(AuditSummary audit, string type) => audit.Objects
        .SelectMany(one => one.Details).FirstOrDefault(detail => detail.Type == type)?.Value;

    private static IEnumerable<string> IdsOf(AuditSummary audit, string role) =>
        audit.Objects.Where(one => one.Role == role).Select(one => one.Id).OfType<string>();
}
