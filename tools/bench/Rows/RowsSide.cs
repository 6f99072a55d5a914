using XdsDmp.Bench.Measuring;
using XdsDmp.Bench.Servers;

namespace XdsDmp.Bench.Rows;

/// <summary>
/// The bare registration loop, in its process: clients and writer are there, only the result comes here.
/// </summary>
internal sealed class RowsSide(ServerProcess server, int clients) : ISide
{
    public long PeakMemoryBytes => server.Cost.PeakMemoryBytes;

    public void ForgetPeak() => server.Cost.ForgetPeak();

    public async Task<Sample> MeasureAsync(TimeSpan time)
    {
        var cpu = server.Cost.CpuSeconds;
        var answer = (await server.AskAsync($"{clients} {time.TotalSeconds}")).Split('|');
        return new Sample(double.Parse(answer[0]), server.Cost.CpuSeconds - cpu, LatencyHistogram.Parse(answer[1]));
    }
}
