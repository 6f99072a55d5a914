using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace XdsDmp.Bench.Mix;

/// <summary>The resident memory of a process over time, as the system counts it.</summary>
internal sealed class MemoryWatch(int process) : IAsyncDisposable
{
    private const double Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly List<(double Seconds, double MiB)> _samples = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    public IReadOnlyList<(double Seconds, double MiB)> Samples => _samples;

    public double PeakMiB => _samples.Max(sample => sample.MiB);

    /// <summary>The median of a part of the time.</summary>
    /// <param name="from">Where it begins, as a share of the whole.</param>
    /// <param name="to">Where it ends.</param>
    public double MedianMiB(double from, double to)
    {
        var part = _samples[(int)(_samples.Count * from)..(int)(_samples.Count * to)];
        return part.Select(it => it.MiB).Order().ElementAt(part.Count / 2);
    }

    public void Start() => _work = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Memory over time in one line of text, from nothing to the peak.</summary>
    public string Line(int width)
    {
        const string Bars = " ▁▂▃▄▅▆▇█";
        return string.Concat(Enumerable.Range(0, width).Select(i =>
        {
            var part = _samples.Skip(i * _samples.Count / width).Take(Math.Max(1, _samples.Count / width));
            return Bars[(int)Math.Round(part.Max(sample => sample.MiB) / PeakMiB * (Bars.Length - 1))];
        }));
    }

    /// <summary>The same as a drawing.</summary>
    public string Svg(string title)
    {
        const int Width = 900, Height = 300, Margin = 60;
        var (seconds, top) = (_samples[^1].Seconds, Math.Ceiling(PeakMiB / 100) * 100);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width + (2 * Margin)} {Height + (2 * Margin)}"
              font-family="sans-serif" font-size="14">
            """);
        svg.AppendLine("""<rect width="100%" height="100%" fill="#fff"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Margin}" y="30">{title}</text>""");
        for (var step = 0; step <= 4; step++)
        {
            var y = Margin + Height - (Height * step / 4);
            var x = Margin + (Width * step / 4);
            svg.AppendLine(CultureInfo.InvariantCulture,
                $"""
                <path d="M{Margin} {y}h{Width}" stroke="#ccc"/>
                <text x="{Margin - 8}" y="{y + 5}" text-anchor="end">{top * step / 4:0}</text>
                <text x="{x}" y="{Margin + Height + 24}" text-anchor="middle">{seconds * step / 4:0} s</text>
                """);
        }

        var points = _samples.Select(sample => string.Create(CultureInfo.InvariantCulture,
            $"{Margin + (sample.Seconds / seconds * Width):0.0},{Margin + Height - (sample.MiB / top * Height):0.0}"));
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<polyline fill="none" stroke="#06c" stroke-width="2" points="{string.Join(' ', points)}"/>""");
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private async Task RunAsync()
    {
        var watch = Stopwatch.StartNew();
        using var watched = Process.GetProcessById(process);
        while (true)
        {
            watched.Refresh();
            _samples.Add((watch.Elapsed.TotalSeconds, watched.WorkingSet64 / Mebibyte));
            await Task.Delay(Step, _stop.Token);
        }
    }
}
