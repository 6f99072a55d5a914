using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;

namespace XdsDmp.Atna.Web;

/// <summary>
/// The report on a patient as a file. One that would not hold everything is not made: nobody would see what is missing.
/// </summary>
internal sealed class Exports(LogLook look, TimeProvider clock, Uri root)
{
    public const int MaxRecords = 10_000;

    public Task CsvAsync(Visit visit) => ExportAsync(visit, "csv", "text/csv; charset=utf-8", WriteCsvAsync);

    public Task FhirAsync(Visit visit) => ExportAsync(visit, "json", FhirFormat.Json.ContentType(), WriteBundleAsync);

    private async Task ExportAsync(
        Visit visit, string ending, string contentType, Func<Visit, IEnumerable<AuditRecord>, Task> write)
    {
        var filter = PageFilter.Of(visit);
        if (filter.Patient is null || filter.ToQuery(clock, out var bad) is not { } query)
        {
            await RefuseAsync(visit, "bad-input");
            return;
        }

        if (await look.FindAsync(visit, query with { Limit = MaxRecords + 1 }) is not { Count: <= MaxRecords } found)
        {
            await RefuseAsync(visit, "export-too-large");
            return;
        }

        var response = visit.Http.Response;
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"report.{ending}\"";
        await write(visit, found.Select(one => look.RecordOf(one.Sequence)).OfType<AuditRecord>());
    }

    private static Task RefuseAsync(Visit visit, string why) => visit.WriteAsync(
        "report", html => html.Tag("p", "error", visit.Words[why]), StatusCodes.Status400BadRequest);

    private static Task WriteCsvAsync(Visit visit, IEnumerable<AuditRecord> records) =>
        CsvReport.WriteAsync(visit.Http.Response, visit.Words, records);

    private async Task WriteBundleAsync(Visit visit, IEnumerable<AuditRecord> records)
    {
        var output = visit.Http.Response.BodyWriter;
        var bundle = new BundleWriter(output, FhirFormat.Json);
        bundle.Start(total: null, [], "collection");
        foreach (var record in records)
        {
            if (AnsweredEvent.Of(record, root) is { } resource)
            {
                bundle.Add(AnsweredEvent.UrlOf(root, record.Sequence), resource, mode: null);
                await output.FlushAsync(visit.Http.RequestAborted);
            }
        }

        bundle.End();
        await output.FlushAsync(visit.Http.RequestAborted);
    }
}
