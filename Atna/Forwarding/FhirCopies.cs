using System.Net.Http.Headers;
using XdsDmp.Atna.Fhir;
using XdsDmp.Atna.Searches;
using XdsDmp.Atna.Storage;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Atna.Forwarding;

/// <summary>
/// Copies over the FHIR feed (ITI-20, ATX: FHIR Feed): what came as FHIR as its own octets, audit messages of other
/// dialects as the AuditEvent that ITI-81 answers with. Several go in one Bundle. If the target refuses that, each goes
/// alone, so that it is known which one is refused.
/// </summary>
internal sealed class FhirCopies(ForwardingTarget target, HttpClient http) : ICopySender
{
    private const int MaxEntries = 100;
    private const int MaxBundleBytes = 1024 * 1024;

    /// <summary>What has been settled of a batch that is being sent again: null where the target has it.</summary>
    private readonly Dictionary<long, RefusedCopy?> _settled = [];

    /// <summary>The target takes single events only.</summary>
    private bool _isSingly;

    public byte[]? FormOf(AuditRecord record)
    {
        if (record.Message.Transport == Transports.Fhir)
        {
            return record.Message.Raw;
        }

        return AuditEvents.Of(record) is { } resource ? ResourceWriter.Write(resource, FhirFormat.Json) : null;
    }

    public async Task<IReadOnlyList<RefusedCopy>> SendAsync(
        IReadOnlyList<RecordCopy> copies, CancellationToken cancel)
    {
        try
        {
            foreach (var piece in Pieces([.. copies.Where(copy => !_settled.ContainsKey(copy.Sequence))]))
            {
                await SendPieceAsync(piece, cancel);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new AuditDeliveryException($"{target.Name} was not reached: {failure.Message}", failure);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new AuditDeliveryException($"{target.Name} did not answer in time", late);
        }

        var refused = _settled.Values.OfType<RefusedCopy>().ToList();
        _settled.Clear();
        return refused;
    }

    /// <summary>Neighbours that can be entries, as many as fit into one Bundle.</summary>
    private IEnumerable<List<RecordCopy>> Pieces(IReadOnlyList<RecordCopy> copies)
    {
        var piece = new List<RecordCopy>();
        var bytes = 0L;
        foreach (var copy in copies)
        {
            var isAlone = _isSingly || !FhirBatch.IsEntry(copy);
            if (piece.Count > 0
                && (isAlone || piece.Count == MaxEntries || bytes + copy.Octets.Length > MaxBundleBytes))
            {
                yield return piece;
                (piece, bytes) = ([], 0);
            }

            piece.Add(copy);
            bytes += copy.Octets.Length;
            if (isAlone)
            {
                yield return piece;
                (piece, bytes) = ([], 0);
            }
        }

        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    private async Task SendPieceAsync(List<RecordCopy> piece, CancellationToken cancel)
    {
        if (piece.Count > 1 && !_isSingly && await TrySendTogetherAsync(piece, cancel))
        {
            return;
        }

        foreach (var copy in piece)
        {
            await SendAloneAsync(copy, cancel);
        }
    }

    /// <returns>False when each must be sent alone.</returns>
    private async Task<bool> TrySendTogetherAsync(List<RecordCopy> piece, CancellationToken cancel)
    {
        using var answer = await PostAsync(target.Url!, FhirBatch.Write(piece), FhirFormat.Json, cancel);
        var status = (int)answer.StatusCode;
        var results = answer.IsSuccessStatusCode ? FhirBatch.Read(await BodyAsync(answer, cancel)) : null;
        if (results?.Count == piece.Count)
        {
            Settle(piece.Zip(results));
            return true;
        }

        // 404, 405, 501, or an answer that is none: there are no Bundles here. Otherwise it is something in this one.
        _isSingly = answer.IsSuccessStatusCode || status is 404 or 405 or 501;
        return _isSingly || FhirBatch.IsForGood(status) ? false : throw Undelivered(status);
    }

    private async Task SendAloneAsync(RecordCopy copy, CancellationToken cancel)
    {
        var url = new Uri($"{target.Url!.AbsoluteUri.TrimEnd('/')}/AuditEvent");
        using var answer = await PostAsync(url, copy.Octets, FhirBatch.FormatOf(copy), cancel);
        var detail = answer.IsSuccessStatusCode ? "" : FhirBatch.DetailOf(await BodyAsync(answer, cancel));
        Settle([(copy, new EntryResult((int)answer.StatusCode, detail))]);
    }

    private void Settle(IEnumerable<(RecordCopy Copy, EntryResult Result)> entries)
    {
        int? unsettled = null;
        foreach (var (copy, result) in entries)
        {
            if (result.Status is >= 200 and < 300)
            {
                _settled[copy.Sequence] = null;
            }
            else if (FhirBatch.IsForGood(result.Status))
            {
                _settled[copy.Sequence] = new RefusedCopy(copy.Sequence, $"HTTP {result.Status}", result.Detail);
            }
            else
            {
                unsettled ??= result.Status;
            }
        }

        if (unsettled is { } status)
        {
            throw Undelivered(status);
        }
    }

    private AuditDeliveryException Undelivered(int status) => new($"{target.Name} answers with HTTP {status}");

    private async Task<HttpResponseMessage> PostAsync(
        Uri url, ReadOnlyMemory<byte> body, FhirFormat format, CancellationToken cancel)
    {
        using var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(format.ContentType());
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Accept.ParseAdd("application/fhir+json");
        return await http.SendAsync(request, cancel);
    }

    private static Task<byte[]> BodyAsync(HttpResponseMessage answer, CancellationToken cancel) =>
        answer.Content.ReadAsByteArrayAsync(cancel);
}
