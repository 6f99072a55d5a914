using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Codes;
using XdsDmp.Hosting;
using XdsDmp.Xml;

namespace XdsDmp.Atna.Searches;

/// <summary>
/// ITI-82 Retrieve Syslog Event (ITI TF-2 §3.82): messages by the fields of their header, inside bounds of time. This
/// finds every message that came as syslog, audit message or not.
/// </summary>
internal sealed class SyslogEventSearch(SecureNode node, LogAccess access, SearchCursor cursors, Uri root)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;
    private static readonly string[] Controls = ["date", "_count", "_format", SearchCursor.Parameter];

    public async Task GetAsync(HttpContext http)
    {
        var text = $"GET {http.Request.Path}{http.Request.QueryString}";
        var (page, query) = await access.RecordedAsync(http, EventTypes.Iti82, text, () => Search(http.Request));
        await WriteAsync(http, page, query);
    }

    private (SyslogPage Page, string Query) Search(HttpRequest request)
    {
        var filter = FilterOf(request);
        var query = string.Join('&', request.Query.Where(pair => pair.Key != SearchCursor.Parameter).SelectMany(
            pair => pair.Value.Select(value => $"{pair.Key}={Uri.EscapeDataString(value ?? "")}")));
        if (request.Query[SearchCursor.Parameter] is [{ } cursor, ..])
        {
            var (snapshot, last) = cursors.TryRead(query, cursor)
                ?? throw Refusal("invalid", "_cursor is not of this search");
            filter = filter with { Snapshot = snapshot, After = last };
        }

        return (node.Readers.Read(session => SyslogEvents.Find(session, filter)), query);
    }

    private SyslogFilter FilterOf(HttpRequest request)
    {
        var times = request.Query["date"].Select(value => FhirDates.Parse(value ?? "", node.Clock) is [var range]
            ? range
            : throw Refusal("value", "date is a date with a prefix, for instance ge2026-03-01")).ToList();
        var range = new TimeRange(
            times.Select(time => time.From).DefaultIfEmpty(long.MinValue).Max(),
            times.Select(time => time.Before).DefaultIfEmpty(long.MaxValue).Min());
        if (range.From == long.MinValue)
        {
            throw Refusal("required", "date must bound the search from below, for instance date=ge2026-03-01");
        }

        if (request.Query.Keys.FirstOrDefault(key => !Controls.Contains(key) && !SyslogFilter.FieldNames.Contains(key))
            is { } unknown)
        {
            throw Refusal(
                "not-supported",
                $"'{unknown}' is no parameter; there are {string.Join(", ", SyslogFilter.FieldNames)}");
        }

        var count = int.TryParse(request.Query["_count"], NumberStyles.None, null, out var given)
            ? Math.Clamp(given, 1, MaxCount)
            : DefaultCount;
        var fields = SyslogFilter.FieldNames.SelectMany(
            name => request.Query[name].Select(value => (name, value ?? ""))).ToList();
        return new SyslogFilter(range, fields, count);
    }

    private async Task WriteAsync(HttpContext http, SyslogPage page, string query)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (page.Next is { } next)
        {
            var cursor = cursors.Write(query, page.Snapshot, next);
            var link = $"{root}/syslogsearch?{query}&{SearchCursor.Parameter}={cursor}";
            http.Response.Headers.Link = $"<{link}>; rel=\"next\"";
        }

        var isXml = FhirFormats.Wanted(http.Request) == FhirFormat.Xml;
        http.Response.ContentType = isXml ? "application/xml; charset=utf-8" : "application/json; charset=utf-8";
        var output = http.Response.BodyWriter;
        output.Write(isXml ? "<Events>"u8 : "["u8);
        var isFirst = true;
        foreach (var sequence in page.Found)
        {
            if (node.Readers.Read(session => AuditRecordReader.Find(session, sequence)) is { } stored)
            {
                output.Write(isXml || isFirst ? ""u8 : ","u8);
                Write(output, new AuditRecord(stored), isXml);
                await output.FlushAsync(http.RequestAborted);
                isFirst = false;
            }
        }

        output.Write(isXml ? "</Events>"u8 : "]"u8);
        await output.FlushAsync(http.RequestAborted);
    }

    private static void Write(IBufferWriter<byte> output, AuditRecord record, bool isXml)
    {
        if (isXml)
        {
            var xml = new Utf8XmlWriter(output).Start("Event"u8);
            foreach (var (name, value) in FieldsOf(record))
            {
                xml.Element(Encoding.UTF8.GetBytes(name), value);
            }

            xml.End("Event"u8);
            return;
        }

        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (var (name, value) in FieldsOf(record))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> FieldsOf(AuditRecord record)
    {
        var syslog = record.Syslog;
        (string, string?)[] fields =
        [
            ("Pri", syslog.Priority?.ToString(CultureInfo.InvariantCulture)),
            ("Version", syslog.Version?.ToString(CultureInfo.InvariantCulture)),
            ("Timestamp", syslog.TimestampText),
            ("Hostname", syslog.HostName),
            ("App-name", syslog.AppName),
            ("Procid", syslog.ProcessId),
            ("Msg-id", syslog.MessageId),
            ("Structured-data", StructuredDataOf(record)),
            ("Msg", Encoding.UTF8.GetString(record.Message.Raw.AsSpan(syslog.MessageOffset))),
        ];
        return fields.Where(field => field.Item2 is not null).Select(field => (field.Item1, field.Item2!));
    }

    private static string? StructuredDataOf(AuditRecord record) => record.Syslog.StructuredData.Count == 0
        ? null
        : string.Concat(record.Syslog.StructuredData.Select(element =>
            "[" + element.Id
            + string.Concat(element.Parameters.Select(pair => $" {pair.Key}=\"{Escaped(pair.Value)}\"")) + "]"));

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private static FhirRefusalException Refusal(string code, string text) =>
        new(StatusCodes.Status400BadRequest, code, text);
}
