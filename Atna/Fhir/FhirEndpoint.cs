using System.Data.Common;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Telemetry;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Fhir;

/// <summary>
/// HTTP in and out of the FHIR server: finds the interaction, and makes an OperationOutcome of everything that goes
/// wrong. Audit events are only ever added, so that PUT, PATCH and DELETE are answered with 405.
/// </summary>
internal sealed class FhirEndpoint(
    IReadOnlyList<FhirInteraction> table, string basePath, SystemPermission permission, RequestWatch requests,
    ILogger logger)
{
    private const string RetryAfterSeconds = "5";

    public async Task HandleAsync(HttpContext http)
    {
        using var observed = requests.Begin(http);
        try
        {
            HttpRules.Check(http.Request);
            var interaction = Find(http);
            if (!interaction.IsOfAnyFormat && FhirFormats.Wanted(http.Request) is null)
            {
                throw new FhirRefusalException(
                    StatusCodes.Status406NotAcceptable, "not-supported",
                    "answers are application/fhir+json or application/fhir+xml");
            }

            observed.Transaction = interaction.Permission ?? "FHIR";
            Demand(http, interaction, observed);
            await interaction.Handler(http);
            observed.Outcome = http.Response.StatusCode < StatusCodes.Status400BadRequest ? "Success" : "Failure";
        }
        catch (FhirRefusalException refusal)
        {
            observed.Outcome = "Failure";
            await RefuseAsync(http, refusal.Status, refusal.Issue);
        }
        catch (BadHttpRequestException bad)
        {
            observed.Outcome = "Failure";
            await RefuseAsync(http, bad.StatusCode, OutcomeIssue.Error("invalid", bad.Message));
        }
        catch (Exception unavailable) when (unavailable is StoreBusyException or DbException)
        {
            logger.LogError("{Exchange}: not stored: {Reason}", http.TraceIdentifier, unavailable.Message);
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            var text = unavailable is StoreBusyException ? unavailable.Message : "the store fails; nothing was stored";
            await RefuseAsync(
                http, StatusCodes.Status503ServiceUnavailable, OutcomeIssue.Error("throttled", text));
        }
        catch (Exception gone) when (http.RequestAborted.IsCancellationRequested)
        {
            observed.Outcome = "Aborted";
            logger.LogInformation(
                "{Exchange}: the caller went away ({Reason})", http.TraceIdentifier, gone.GetType().Name);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogError(failure, "{Exchange} failed", http.TraceIdentifier);
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, OutcomeIssue.Error(
                "exception", $"this service failed; the operator finds the cause under {http.TraceIdentifier}"));
        }
    }

    /// <summary>Writes a resource as the answer.</summary>
    public static async Task WriteAsync(HttpContext http, int status, FhirFormat format, ReadOnlyMemory<byte> resource)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = format.ContentType();
        http.Response.ContentLength = resource.Length;
        await http.Response.Body.WriteAsync(resource, http.RequestAborted);
    }

    private void Demand(HttpContext http, FhirInteraction interaction, ObservedRequest observed)
    {
        var caller = permission.CallerOf(http);
        observed.Caller = caller.System?.Name ?? caller.Subject;
        if (interaction.Permission is { } transaction && !permission.Allows(caller, transaction))
        {
            throw new FhirRefusalException(
                StatusCodes.Status403Forbidden, "forbidden", SystemPermission.RefusalOf(transaction));
        }
    }

    private FhirInteraction Find(HttpContext http)
    {
        var path = (http.Request.Path.Value ?? "")[basePath.Length..].TrimEnd('/');
        var here = table.Where(interaction => interaction.IsAt(path)).ToList();
        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        if (here.Find(interaction => interaction.Method == method) is { } found)
        {
            return found;
        }

        var isChange = http.Request.Method is "PUT" or "PATCH" or "DELETE";
        if (here.Count == 0 && !isChange)
        {
            throw new FhirRefusalException(
                StatusCodes.Status404NotFound, "not-supported", "this server keeps AuditEvent and nothing else");
        }

        http.Response.Headers.Allow = string.Join(", ", here.Select(interaction => interaction.Method).Distinct());
        throw new FhirRefusalException(
            StatusCodes.Status405MethodNotAllowed, "not-supported",
            isChange ? "audit events are never changed or deleted" : "this method is not served here");
    }

    private static async Task RefuseAsync(HttpContext http, int status, OutcomeIssue issue)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        await RequestRemainder.DiscardAsync(http);
        var format = FhirFormats.Wanted(http.Request) ?? FhirFormat.Json;
        await WriteAsync(http, status, format, new OperationOutcome(issue).Write(format));
    }
}
