using System.Diagnostics;

namespace XdsDmp.Tests.Support;

/// <summary>Waits for what happens by itself, and says what did not.</summary>
public static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    public static async Task IsTrueAsync(string what, Func<Task<bool>> condition, int seconds = 20)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(Step))
        {
            if (watch.Elapsed.TotalSeconds > seconds)
            {
                throw new TimeoutException($"after {seconds} s still not: {what}");
            }
        }
    }

    public static Task IsTrueAsync(string what, Func<bool> condition, int seconds = 20) =>
        IsTrueAsync(what, () => Task.FromResult(condition()), seconds);
}
