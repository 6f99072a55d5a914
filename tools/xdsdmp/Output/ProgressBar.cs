
namespace XdsDmp.CommandLine.Output;

/// <summary>A bar with rate and remaining time on a terminal; silence elsewhere.</summary>
internal static class ProgressBar
{
    /// <param name="label">What is going on.</param>
    /// <param name="totalBytes">Null when nobody knows.</param>
    /// <param name="work">Reports bytes as they pass.</param>
    public static async Task<T> RunAsync<T>(string label, long? totalBytes, Func<IProgress<long>, Task<T>> work)
    {
        if (!Screen.IsLive)
        {
            return await work(new Counter(_ => { }));
        }

        var progress = Screen.Error.Progress().AutoClear(true).HideCompleted(true).Columns(Columns(totalBytes));
        return await progress.StartAsync(async context =>
        {
            var bar = context.AddTask(Screen.Text(label), maxValue: Math.Max(totalBytes ?? 1, 1));
            bar.IsIndeterminate = totalBytes is null;
            return await work(new Counter(bytes => bar.Increment(bytes)));
        });
    }

    /// <summary>The same for things that are counted.</summary>
    public static async Task<T> CountAsync<T>(string label, long total, Func<IProgress<long>, Task<T>> work)
    {
        if (!Screen.IsLive)
        {
            return await work(new Counter(_ => { }));
        }

        var progress = Screen.Error.Progress().AutoClear(true).HideCompleted(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(async context =>
        {
            var bar = context.AddTask(Screen.Text(label), maxValue: Math.Max(total, 1));
            return await work(new Counter(count => bar.Increment(count)));
        });
    }

    private static ProgressColumn[] Columns(long? totalBytes) => totalBytes is null
        ? [new TaskDescriptionColumn(), new SpinnerColumn(), new ElapsedTimeColumn()]
        :
        [
            new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn(),
            new RemainingTimeColumn(),
        ];

    /// <summary>Unlike <see cref="Progress{T}"/> it counts at once, in order.</summary>
    private sealed class Counter(Action<long> count) : IProgress<long>
    {
        public void Report(long value) => count(value);
    }
}
