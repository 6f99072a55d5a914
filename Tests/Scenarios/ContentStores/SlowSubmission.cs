using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.ContentStores;

/// <summary>An ITI-41 that stops after so many octets of its document, until the service is gone.</summary>
internal sealed class SlowSubmission : IDisposable
{
    private readonly SemaphoreSlim _goOn = new(0);
    private readonly Task _sending;

    public SlowSubmission(TestClient client, TestSubmission submission, string messageId, int pauseAt) =>
        _sending = client.ProvideAsync(client.Message(submission, messageId) with
        {
            Attachments =
            [
                new OutgoingAttachment($"{A.Document}@test", "text/plain", async (output, cancel) =>
                {
                    await output.WriteAsync(submission.Bytes.AsMemory(0, pauseAt), cancel);
                    await output.FlushAsync(cancel);
                    await _goOn.WaitAsync(cancel);
                    await output.WriteAsync(submission.Bytes.AsMemory(pauseAt), cancel);
                }),
            ],
        });

    /// <summary>Nobody answers any more.</summary>
    public async Task BrokenAsync()
    {
        _goOn.Release();
        await Assert.ThrowsAsync<Exception>(() => _sending);
    }

    public void Dispose() => _goOn.Dispose();
}
