using System.Diagnostics;
using XdsDmp.Hosting.Telemetry;

namespace XdsDmp.Repository.Content;

/// <summary>Any content store, its operations timed and counted.</summary>
internal sealed class MeasuredContentStore(IContentStore store) : IContentStore
{
    public ValueTask WriteAsync(string key, Stream octets, CancellationToken cancel) =>
        MeasureAsync("write", store.WriteAsync(key, octets, cancel));

    public ValueTask PublishAsync(string key, CancellationToken cancel) =>
        MeasureAsync("publish", store.PublishAsync(key, cancel));

    public ValueTask RemoveAsync(string key, CancellationToken cancel) =>
        MeasureAsync("remove", store.RemoveAsync(key, cancel));

    public async ValueTask<IContent?> OpenAsync(string key, CancellationToken cancel)
    {
        IContent? content = null;
        await MeasureAsync("open", OpenAsync());
        return content;

        async ValueTask OpenAsync() => content = await store.OpenAsync(key, cancel);
    }

    public IAsyncEnumerable<StagedKey> StagedAsync(CancellationToken cancel) => store.StagedAsync(cancel);

    public IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancel) => store.ListAsync(cancel);

    public ValueTask<StoreHealth> CheckAsync(CancellationToken cancel) => store.CheckAsync(cancel);

    private static async ValueTask MeasureAsync(string operation, ValueTask work)
    {
        var began = Stopwatch.GetTimestamp();
        var isDone = false;
        try
        {
            await work;
            isDone = true;
        }
        finally
        {
            Measures.Content(operation, isDone, Stopwatch.GetElapsedTime(began));
        }
    }
}
