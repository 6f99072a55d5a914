using System.Net;
using System.Net.Http.Headers;

namespace XdsDmp.Repository.OnDemand;

/// <summary>A service makes documents: status 200, and the body of its answer is one.</summary>
internal sealed class HttpMaker(Uri url, HttpClient http) : IDocumentMaker
{
    public async Task MakeAsync(
        ReadOnlyMemory<byte> order, Func<Stream, CancellationToken, Task> take, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(order) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new IOException($"{url.Host} answered with status {(int)answer.StatusCode}");
            }

            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            await take(body, cancel);
        }
        catch (HttpRequestException unanswered)
        {
            throw new IOException($"{url.Host} did not answer: {unanswered.Message}", unanswered);
        }
    }
}
