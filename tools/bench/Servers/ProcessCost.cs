using System.Globalization;

namespace XdsDmp.Bench.Servers;

/// <summary>
/// What processes have cost so far, as the kernel counts it: theirs, their children's, and of those that have ended.
/// </summary>
internal sealed class ProcessCost(params IReadOnlyList<int> roots)
{
    private const double TicksPerSecond = 100;

    /// <summary>Index of ppid in <c>/proc/PID/stat</c> behind the name; of utime, stime, cutime and cstime.</summary>
    private const int Parent = 1, FirstTime = 11, LastTime = 14;

    public double CpuSeconds
    {
        get
        {
            var all = Processes();
            return roots.Sum(root => TicksOf(root, all)) / TicksPerSecond;
        }
    }

    /// <summary>Of the first process.</summary>
    public long PeakMemoryBytes => Status("VmHWM:");

    /// <summary>Of the first process, as it is now.</summary>
    public long MemoryBytes => Status("VmRSS:");

    /// <summary>The peak begins anew at what there is now.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{roots[0]}/clear_refs", "5");

    /// <summary>The same, and what others do for it.</summary>
    public ProcessCost With(params IReadOnlyList<int> others) => new([.. roots, .. others]);

    private static double TicksOf(int id, Dictionary<int, string[]> all) =>
        (all.TryGetValue(id, out var own)
            ? own[FirstTime..(LastTime + 1)].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) : 0)
        + all.Where(it => it.Value[Parent] == $"{id}").Sum(child => TicksOf(child.Key, all));

    private static Dictionary<int, string[]> Processes()
    {
        var found = new Dictionary<int, string[]>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), out var id))
                {
                    var text = File.ReadAllText(Path.Combine(folder, "stat"));
                    found[id] = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                }
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return found;
    }

    private long Status(string name)
    {
        var line = File.ReadLines($"/proc/{roots[0]}/status")
            .First(it => it.StartsWith(name, StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return 1024 * long.Parse(kibibytes, CultureInfo.InvariantCulture);
    }
}
