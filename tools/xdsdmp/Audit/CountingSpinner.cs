using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Audit;

/// <summary>Says how far work of unknown length has come: on a terminal only.</summary>
internal static class CountingSpinner
{
    /// <param name="label">What is going on.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="work">Reports the count so far.</param>
    public static async Task<T> RunAsync<T>(string label, string unit, Func<IProgress<long>, Task<T>> work)
    {
        if (!Screen.IsLive)
        {
            return await work(new Counter(_ => { }));
        }

        return await Screen.Error.Status().StartAsync(
            label, status => work(new Counter(count => status.Status($"{Screen.Text(label)}: {count:N0} {unit}"))));
    }

    private sealed class Counter(Action<long> show) : IProgress<long>
    {
        private const long Step = 500;

        private long _shown;

        public void Report(long value)
        {
            if (value >= _shown + Step)
            {
                _shown = value;
                show(value);
            }
        }
    }
}
