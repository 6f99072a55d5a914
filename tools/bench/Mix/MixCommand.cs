using System.Collections.Concurrent;
using System.Diagnostics;
using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Mix;

/// <summary><c>bench mix</c>: small and large documents together, and what memory that takes.</summary>
internal static class MixCommand
{
    private const int SmallBytes = 1024;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (MixOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(MixOptions.Usage);
            return 2;
        }

        await using var workplace = await Workplace.CreateAsync(options.Data, options.Clients, new Surroundings());
        var server = await workplace.StartProductAsync();
        using var client = new MixClient(workplace, new Uri(server.Greeting.Split(' ')[1]));
        await using var memory = new MemoryWatch(server.Id);
        memory.Start();
        var run = new MixRun(client, options.LargeBytes);
        var watch = Stopwatch.StartNew();
        await run.RunAsync(Documents(options), options.Clients);
        Show(options, run, memory, watch.Elapsed, server.Cost.CpuSeconds);
        if (options.Picture is { } picture)
        {
            await File.WriteAllTextAsync(picture, memory.Svg(
                $"Resident memory in MiB of the three services: {options.Small} documents of 1 KiB and "
                + $"{options.Large} of {options.LargeBytes / 1024 / 1024} MiB in and out, {options.Clients} clients"));
        }

        return run.Failures.IsEmpty ? 0 : 1;
    }

    /// <summary>The same order each time.</summary>
    private static MixDocument[] Documents(MixOptions options)
    {
        MixDocument[] documents =
        [
            .. Enumerable.Range(0, options.Small).Select(i => new MixDocument(i, SmallBytes)),
            .. Enumerable.Range(options.Small, options.Large).Select(i => new MixDocument(i, options.LargeBytes)),
        ];
        new Random(47).Shuffle(documents);
        return documents;
    }

    private static void Show(
        MixOptions options, MixRun run, MemoryWatch memory, TimeSpan elapsed, double cpuSeconds)
    {
        var octets = 2.0 * ((options.Small * SmallBytes) + (options.Large * options.LargeBytes));
        Console.WriteLine(
            $"{options.Small} x 1 KiB and {options.Large} x {options.LargeBytes / 1024 / 1024} MiB, in and out, "
            + $"{options.Clients} clients: {elapsed.TotalSeconds:0} s, {octets / 1e6 / elapsed.TotalSeconds:0} MB/s, "
            + $"{cpuSeconds:0} s of CPU in the services");
        Console.WriteLine($"failed: {run.Failures.Count}");
        foreach (var failure in run.Failures.Take(10))
        {
            Console.WriteLine($"  {failure}");
        }

        Show("ITI-41, 1 KiB", run.SmallSubmissions);
        Show("ITI-43, 1 KiB", run.SmallRetrievals);
        Show("ITI-41, large", run.LargeSubmissions);
        Show("ITI-43, large", run.LargeRetrievals);
        Console.WriteLine(
            $"resident memory: peak {memory.PeakMiB:0} MiB; median of the second quarter of the time "
            + $"{memory.MedianMiB(0.25, 0.5):0}, of the third {memory.MedianMiB(0.5, 0.75):0}, of the last "
            + $"{memory.MedianMiB(0.75, 1):0} MiB");
        Console.WriteLine($"|{memory.Line(100)}|");
    }

    private static void Show(string what, LatencyHistogram latencies) => Console.WriteLine(
        $"{what}: {latencies.Total} done, p50 {latencies.Milliseconds(0.5):0} ms, "
        + $"p99 {latencies.Milliseconds(0.99):0} ms");
}

/// <summary>Clients that take the next document as soon as they are done with one.</summary>
internal sealed class MixRun(MixClient client, long largeBytes)
{
    private readonly Lock _lock = new();

    public LatencyHistogram SmallSubmissions { get; } = new();

    public LatencyHistogram SmallRetrievals { get; } = new();

    public LatencyHistogram LargeSubmissions { get; } = new();

    public LatencyHistogram LargeRetrievals { get; } = new();

    public ConcurrentQueue<string> Failures { get; } = [];

    public Task RunAsync(MixDocument[] documents, int clients)
    {
        var waiting = new ConcurrentQueue<MixDocument>(documents);
        return Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var document))
            {
                var isLarge = document.Size == largeBytes;
                if (await TimeAsync(isLarge ? LargeSubmissions : SmallSubmissions, () => client.SubmitAsync(document)))
                {
                    await TimeAsync(isLarge ? LargeRetrievals : SmallRetrievals, () => client.RetrieveAsync(document));
                }
            }
        })));
    }

    private async Task<bool> TimeAsync(LatencyHistogram latencies, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await work();
            lock (_lock)
            {
                latencies.Add(Stopwatch.GetTimestamp() - start);
            }

            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Failures.Enqueue($"{failure.GetType().Name}: {failure.Message}");
            return false;
        }
    }
}
