using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Summaries;
using XdsDmp.Hosting;

namespace XdsDmp.Atna.Reception.Feed;

/// <summary>
/// ITI-20, option "ATX: FHIR Feed" (ITI TF-2 §3.20): AuditEvents are created one by one or in a Bundle. The record is
/// the octets of the resource as they were sent; it is durable before the answer leaves.
/// </summary>
internal sealed class FhirFeed(SecureNode node, AtnaOptions options, Uri root)
{
    private readonly FeedBody _bodies = new(options.MidFrameTimeout, node.Clock);

    /// <summary><c>POST [base]/AuditEvent</c>.</summary>
    public Task CreateAsync(HttpContext http) => _bodies.UseAsync(http, async (format, body) =>
    {
        FeedRules.CheckEvent(FeedDocument.Read(format, body));
        var sequence = await AppendAsync(http, [body]);
        http.Response.Headers.Location = $"{root}/{FeedAnswer.LocationOf(sequence)}";
        await AnswerAsync(http, sequence, format, body);
    });

    /// <summary><c>POST [base]</c>: a batch keeps what it can, a transaction all or nothing.</summary>
    public Task CreateManyAsync(HttpContext http) => _bodies.UseAsync(http, async (format, body) =>
    {
        var document = FeedDocument.Read(format, body);
        FeedRules.CheckBundle(document);
        var refusals = document.Entries.Select(FeedRules.Refusal).ToList();
        var answerFormat = FhirFormats.Wanted(http.Request)!.Value;
        if (document.BundleType == "transaction" && refusals.Exists(refusal => refusal is not null))
        {
            var outcome = new OperationOutcome([.. refusals.OfType<FhirRefusalException>().Select(r => r.Issue)]);
            await FhirEndpoint.WriteAsync(
                http, StatusCodes.Status400BadRequest, answerFormat, outcome.Write(answerFormat));
            return;
        }

        var good = document.Entries.Where((_, index) => refusals[index] is null);
        var first = await AppendAsync(http, [.. good.Select(entry => entry.Resource.ToArray())]);
        await FhirEndpoint.WriteAsync(
            http, StatusCodes.Status200OK, answerFormat,
            new FeedAnswer(document.BundleType!, refusals, first, node.Clock.GetUtcNow()).Write(answerFormat));
    });

    /// <summary>The answer to one event: what was found wrong with it, unless the client prefers otherwise.</summary>
    private static Task AnswerAsync(HttpContext http, long sequence, FhirFormat sent, byte[] body)
    {
        var wanted = FhirFormats.Wanted(http.Request)!.Value;
        return Preference(http.Request) switch
        {
            "return=minimal" => FhirEndpoint.WriteAsync(http, StatusCodes.Status201Created, wanted, default),
            "return=representation" => FhirEndpoint.WriteAsync(http, StatusCodes.Status201Created, sent, body),
            _ => FhirEndpoint.WriteAsync(
                http, StatusCodes.Status201Created, wanted,
                FeedAnswer.Kept(sequence, AuditMessageReader.Read(body).Findings).Write(wanted)),
        };
    }

    /// <summary>
    /// Completes when all are on disk; the number of the first. A failure is answered as one: the sender repeats.
    /// </summary>
    private async Task<long> AppendAsync(HttpContext http, IReadOnlyList<byte[]> resources)
    {
        if (resources.Count == 0)
        {
            return 0;
        }

        var batch = Sender.Of(http).Sent(resources, node.Clock.GetUtcNow());
        var last = await node.Writer.WriteAsync(session => AuditRecordStore.Append(session, batch));
        return last.Sequence - resources.Count + 1;
    }

    /// <summary>What of the new resource the client wants to see (FHIR R4 §3.1.0.1.5).</summary>
    private static string? Preference(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(line => (line ?? "").Split(',', ';'))
        .Select(preference => preference.Trim())
        .FirstOrDefault(preference => preference.StartsWith("return=", StringComparison.Ordinal));
}
