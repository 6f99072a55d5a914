using System.Globalization;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Codes;
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
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = record.Message.Raw.Length;
        await http.Response.Body.WriteAsync(record.Message.Raw, http.RequestAborted);
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
