using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace XdsDmp.Hosting.Health;

/// <summary>
/// Answers <c>/health/live</c> and <c>/health/ready</c>: 200, or 503 when it fails, with the findings as JSON.
/// </summary>
internal static class HealthAnswer
{
    public const string LivePath = "/health/live";
    public const string ReadyPath = "/health/ready";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static bool IsAt(PathString path) => path == LivePath || path == ReadyPath;

    /// <param name="http">Asks one of the two.</param>
    /// <param name="health">Of this service.</param>
    /// <param name="withReasons">
    /// False for callers from outside: how full our disks are is for operators.
    /// </param>
    public static async Task WriteAsync(HttpContext http, NodeHealth health, bool withReasons)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            http.Response.Headers.Allow = "GET, HEAD";
            return;
        }

        var report = http.Request.Path == LivePath ? health.Live : await health.ReadyAsync(http.RequestAborted);
        http.Response.StatusCode = report.State == HealthState.Failing
            ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        var body = JsonSerializer.SerializeToUtf8Bytes(
            withReasons ? report : WithoutReasons(report), Json);
        http.Response.ContentLength = body.Length;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    private static HealthReport WithoutReasons(HealthReport report) =>
        report with { Findings = [.. report.Findings.Select(finding => finding with { Reason = "" })] };
}
