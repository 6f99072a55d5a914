using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;
using XdsDmp.Atna.Storage.Terms;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Fhir;
using XdsDmp.Hosting;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Searches;

/// <summary>ITI-81 Retrieve ATNA Audit Event (ITI TF-2 §3.81): a search among the audit events.</summary>
internal sealed class AuditEventSearch(
    SecureNode node, AtnaOptions options, LogAccess access, SearchCursor cursors, Uri root)
{
    /// <summary>Counting is for nothing when nobody reads the rest; beyond this only who asks is told.</summary>
    private const long MaxCounted = 10_000;

    private const int MaxFormBytes = 64 * 1024;

    public Task GetAsync(HttpContext http) => AnswerAsync(
        http, Parameters(http.Request.Query), FhirFormats.Wanted(http.Request) ?? FhirFormat.Json);

    /// <summary>POST _search: the same with the parameters in the body, so that no log of addresses has them.</summary>
    public async Task PostAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength is null or > MaxFormBytes)
        {
            throw new FhirRefusalException(
                StatusCodes.Status415UnsupportedMediaType, "not-supported",
                $"POST _search takes application/x-www-form-urlencoded of at most {MaxFormBytes} octets");
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var format = form.TryGetValue("_format", out var named)
            ? FhirFormats.OfMediaType(named[0]) ?? throw new FhirRefusalException(
                StatusCodes.Status406NotAcceptable, "not-supported", "_format is json or xml")
            : FhirFormats.Wanted(http.Request) ?? FhirFormat.Json;
        await AnswerAsync(http, [.. Parameters(http.Request.Query), .. Parameters(form)], format);
    }

    // 1. may they 2. what is asked 3. search, in one view of the database 4. record of the access 5. answer
    private async Task AnswerAsync(HttpContext http, List<(string, string)> parameters, FhirFormat format)
    {
        var isStrict = http.Request.Headers["Prefer"].Any(
            value => value?.Contains("handling=strict", StringComparison.OrdinalIgnoreCase) == true);
        var text = $"{http.Request.Method} {http.Request.Path}?" + string.Join(
            '&', parameters.Select(parameter => $"{parameter.Item1}={parameter.Item2}"));
        var (request, page) = await access.RecordedAsync(http, EventTypes.Iti81, text, () =>
        {
            var asked = new SearchRequestReader(options, node.Clock, isStrict).Read(parameters);
            return (asked, Search(asked));
        });
        await WriteAsync(http, request, page, format);
    }

    private SearchPage Search(SearchRequest request)
    {
        var query = request.Query;
        if (request.Cursor is { } cursor)
        {
            var (snapshot, last) = cursors.TryRead(request.QueryString, cursor) ?? throw new FhirRefusalException(
                StatusCodes.Status400BadRequest, "invalid",
                "_cursor is not of this search: take the link of relation 'next' as it is");
            query = query with { Snapshot = snapshot, After = last };
        }

        try
        {
            return node.Readers.Read(session => Search(session, request, query));
        }
        catch (TooBroadException broad)
        {
            throw new FhirRefusalException(
                StatusCodes.Status400BadRequest, "too-costly",
                $"more than {GroupTerms.MaxVariants} different values of {broad.Pattern.Kind} begin so; "
                + "give more of it");
        }
    }

    internal static SearchPage Search(ReadSession session, SearchRequest request, AuditQuery query)
    {
        if (request.Cursor is null)
        {
            query = query with { Snapshot = AuditRecordStore.Head(session)?.Sequence ?? 0 };
        }

        var isCountOnly = request.Summary == "count" || request.Count == 0;
        var found = isCountOnly ? [] : AuditQueryRunner.Find(session, query with { Limit = request.Count + 1 });
        var isCountedWhole = isCountOnly || request.Total == "accurate";
        long? total = request.Total == "none" && !isCountOnly
            ? null
            : AuditQueryRunner.Count(session, query, isCountedWhole ? long.MaxValue : MaxCounted + 1);
        return new SearchPage(
            [.. found.Take(request.Count)], query.Snapshot, found.Count > request.Count,
            !isCountedWhole && total > MaxCounted ? null : total);
    }

    private async Task WriteAsync(HttpContext http, SearchRequest request, SearchPage page, FhirFormat format)
    {
        http.Response.ContentType = format.ContentType();
        http.Response.Headers.CacheControl = "no-store";
        var bundle = new BundleWriter(http.Response.BodyWriter, format);
        bundle.Start(page.Total, LinksOf(request, page));
        foreach (var found in page.Found)
        {
            if (EventOf(found.Sequence) is { } resource)
            {
                bundle.Add(AnsweredEvent.UrlOf(root, found.Sequence), ResourceView.Of(resource, request), "match");
                await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            }
        }

        if (request.Warnings.Count > 0)
        {
            bundle.Add(fullUrl: null, Outcomes.Of(request.Warnings), "outcome");
        }

        bundle.End();
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private FhirElement? EventOf(long sequence)
    {
        var stored = node.Readers.Read(session => AuditRecordReader.Find(session, sequence));
        return stored is null ? null : AnsweredEvent.Of(new AuditRecord(stored), root);
    }

    private List<(string, string)> LinksOf(SearchRequest request, SearchPage page)
    {
        var self = $"{root.AbsoluteUri}/AuditEvent?{request.QueryString}";
        var cursor = request.Cursor is null ? "" : $"&{SearchCursor.Parameter}={request.Cursor}";
        var links = new List<(string, string)> { ("self", self + cursor) };
        if (page.HasMore)
        {
            var next = cursors.Write(request.QueryString, page.Snapshot, page.Found[^1]);
            links.Add(("next", $"{self}&{SearchCursor.Parameter}={next}"));
        }

        return links;
    }

    private static List<(string, string)> Parameters(
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> given) =>
        [.. given.SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? "")))];
}

/// <summary>What a search found: the events of one page, and what there is beyond it.</summary>
internal sealed record SearchPage(IReadOnlyList<FoundEvent> Found, long Snapshot, bool HasMore, long? Total);
