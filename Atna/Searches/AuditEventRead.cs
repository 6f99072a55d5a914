using System.Globalization;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Fhir;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// One audit event by its id, which is its number in the chain; and, as Binary, the message exactly as it came.
/// </summary>
internal sealed class AuditEventRead(SecureNode node, LogAccess access, Uri root)
{
    public async Task GetAsync(HttpContext http)
    {
        var record = await FindAsync(http);
        var resource = AnsweredEvent.Of(record, root) ?? throw NotFound();
        var format = FhirFormats.Wanted(http.Request) ?? FhirFormat.Json;
        http.Response.Headers.CacheControl = "no-store";
        await FhirEndpoint.WriteAsync(http, StatusCodes.Status200OK, format, ResourceWriter.Write(resource, format));
    }

    public async Task GetRawAsync(HttpContext http)
    {
        var record = await FindAsync(http);
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.Query.ContainsKey("_format")
            || http.Request.Headers.Accept.ToString().Contains("fhir", StringComparison.OrdinalIgnoreCase))
        {
            await WriteBinaryAsync(http, record);
            return;
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = record.Message.Raw.Length;
        await http.Response.Body.WriteAsync(record.Message.Raw, http.RequestAborted);
    }

    /// <summary>As the resource Binary, for whoever asks for FHIR (FHIR R4, Binary).</summary>
    private static Task WriteBinaryAsync(HttpContext http, AuditRecord record)
    {
        var format = FhirFormats.Wanted(http.Request) ?? FhirFormat.Json;
        var binary = Elements.Resource(
            "Binary",
            Elements.Text("id", record.Sequence.ToString(CultureInfo.InvariantCulture)),
            Elements.Text("contentType", "application/octet-stream"),
            Elements.Text("data", Convert.ToBase64String(record.Message.Raw)));
        return FhirEndpoint.WriteAsync(http, StatusCodes.Status200OK, format, ResourceWriter.Write(binary, format));
    }

    private Task<AuditRecord> FindAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        return access.RecordedAsync(http, EventTypes.Iti81, $"GET {path}", () =>
            long.TryParse(path[(path.LastIndexOf('/') + 1)..], NumberStyles.None, null, out var id)
            && node.Readers.Read(session => AuditRecordReader.Find(session, id)) is { } stored
                ? new AuditRecord(stored)
                : throw NotFound());
    }

    private static FhirRefusalException NotFound() => new(
        StatusCodes.Status404NotFound, "not-found", "there is no such audit event");
}
