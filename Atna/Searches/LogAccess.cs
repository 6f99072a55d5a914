using System.Text;
using XdsDmp.Atna.Fhir;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// Access to the audit records by transactions: who may, and the record that it leaves (Audit Log Used), before the
/// answer does.
/// </summary>
internal sealed class LogAccess(AuditTrail trail, Auditors auditors, Uri log)
{
    /// <exception cref="FhirRefusalException">The certificate is not an auditor's; that is recorded, too.</exception>
    public async Task CheckAsync(HttpContext http, CodedValue transaction, string request)
    {
        if (!auditors.MayRead(http, transaction.Code))
        {
            await TellAsync(http, transaction, request, new AuditOutcome(
                EventOutcome.SeriousFailure, "this certificate may not read audit records"));
            throw new FhirRefusalException(
                StatusCodes.Status403Forbidden, "forbidden",
                SystemPermission.RefusalOf(transaction.Code));
        }
    }

    public Task TellAsync(HttpContext http, CodedValue transaction, string request, AuditOutcome outcome)
    {
        var reader = new LogReader(
            http.Connection.ClientCertificate?.Subject ?? "", Address: http.Connection.RemoteIpAddress?.ToString());
        var search = new LogSearch(transaction, Encoding.UTF8.GetBytes(request));
        return trail.AppendAsync(
            [AuditLogUsedEvent.Build(trail.Node, trail.Now, [reader], log.AbsoluteUri, search, outcome)]);
    }

    public async Task<T> RecordedAsync<T>(HttpContext http, CodedValue transaction, string request, Func<T> work)
    {
        await CheckAsync(http, transaction, request);
        try
        {
            var answer = work();
            await TellAsync(http, transaction, request, AuditOutcome.Success);
            return answer;
        }
        catch (FhirRefusalException refusal)
        {
            await TellAsync(
                http, transaction, request, new AuditOutcome(EventOutcome.MinorFailure, refusal.Issue.Diagnostics));
            throw;
        }
    }
}
