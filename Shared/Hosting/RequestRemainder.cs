using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace XdsDmp.Hosting;

/// <summary>
/// What a refused sender is still sending. Most clients listen only when they have finished, and a connection cut
/// before hides the reason from them; so a bounded rest is read and thrown away before the refusal is written.
/// </summary>
public static class RequestRemainder
{
    /// <summary>Octets that are read for politeness; who sends more is cut off.</summary>
    public const long MaxBytes = 64L * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task DiscardAsync(HttpContext http)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(Patience);
        try
        {
            await DiscardAsync(http.Request.BodyReader, patience.Token);
        }
        catch (Exception enough) when (enough is OperationCanceledException or IOException or InvalidOperationException)
        {
            // Too slow, gone, or read to its end before: the refusal is written all the same.
        }
    }

    private static async Task DiscardAsync(PipeReader body, CancellationToken cancel)
    {
        for (long discarded = 0; discarded < MaxBytes;)
        {
            var read = await body.ReadAsync(cancel);
            discarded += read.Buffer.Length;
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
