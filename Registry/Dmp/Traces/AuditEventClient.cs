using System.Text.Json;
using XdsDmp.Audit.Summaries;
using XdsDmp.Security.Trust;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>
/// An Audit Consumer (ITI-81 Retrieve ATNA Audit Event, ITI TF-2 §3.81), with this service's own certificate. The
/// parameters go in the body, so that no identifier of a patient stands in anybody's list of addresses.
/// </summary>
internal sealed class AuditEventClient(Uri repository, TimeSpan timeout, TlsPolicy tls) : IDisposable
{
    private const int MaxPageBytes = 32 * 1024 * 1024;

    private readonly HttpClient _http = new(MutualTlsHandler.Create(tls))
    {
        Timeout = timeout,
        MaxResponseContentBufferSize = MaxPageBytes,
    };

    /// <param name="parameters">Of the search.</param>
    /// <param name="cursor">Where the page before has ended; null: the first.</param>
    /// <exception cref="HttpRequestException">There is no answer, or none that helps.</exception>
    public async Task<AuditEventPage> SearchAsync(
        IEnumerable<KeyValuePair<string, string>> parameters, string? cursor, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(
            cursor is null ? parameters : parameters.Append(new(AuditEventPage.CursorParameter, cursor)));
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"{repository.AbsoluteUri.TrimEnd('/')}/AuditEvent/_search"))
        {
            Content = form,
        };
        request.Headers.Add("Accept", "application/fhir+json");
        using var answer = await _http.SendAsync(request, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"the audit repository answers {(int)answer.StatusCode}");
        }

        var octets = await answer.Content.ReadAsByteArrayAsync(cancel);
        try
        {
            return AuditEventPage.Read(octets);
        }
        catch (JsonException wrong)
        {
            throw new HttpRequestException("the audit repository answers no Bundle", wrong);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>One page of an answer.</summary>
/// <param name="Events">Newest first.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
internal sealed record AuditEventPage(IReadOnlyList<AuditSummary> Events, string? Next)
{
    public const string CursorParameter = "_cursor";

    /// <exception cref="JsonException">It is no Bundle.</exception>
    public static AuditEventPage Read(ReadOnlyMemory<byte> bundle)
    {
        using var json = JsonDocument.Parse(bundle);
        if (json.RootElement.ValueKind != JsonValueKind.Object
            || Text(json.RootElement, "resourceType") != "Bundle")
        {
            throw new JsonException("no Bundle");
        }

        var events = new List<AuditSummary>();
        foreach (var entry in Items(json.RootElement, "entry"))
        {
            if (entry.TryGetProperty("resource", out var resource) && Text(resource, "resourceType") == "AuditEvent")
            {
                events.Add(AuditMessageReader.Read(JsonSerializer.SerializeToUtf8Bytes(resource)));
            }
        }

        var next = Items(json.RootElement, "link").Where(link => Text(link, "relation") == "next")
            .Select(link => CursorOf(Text(link, "url"))).FirstOrDefault();
        return new AuditEventPage(events, next);
    }

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string? CursorOf(string? url)
    {
        var query = url?.Split('?', 2) is [_, var text] ? text : "";
        var pair = query.Split('&').FirstOrDefault(
            one => one.StartsWith(CursorParameter + "=", StringComparison.Ordinal));
        return pair is null ? null : Uri.UnescapeDataString(pair[(CursorParameter.Length + 1)..]);
    }
}
