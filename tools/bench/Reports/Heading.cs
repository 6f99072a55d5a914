namespace XdsDmp.Bench.Reports;

/// <summary>The machine and the run, in a few lines.</summary>
internal sealed record Heading(string Machine, string Run)
{
    public static Heading Of(BenchOptions options) => new(
        string.Join(", ",
            $"{Environment.ProcessorCount} processors ({Line("/proc/cpuinfo", "model name")})",
            $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024.0 / 1024 / 1024:0} GiB of memory",
            $"Linux {File.ReadAllText("/proc/sys/kernel/osrelease").Trim()}",
            $"{FileSystemOf(options.Data)}",
            $".NET {Environment.Version}"),
        $"{options.Clients} clients unless said otherwise, "
        + $"{options.RoundCount} rounds of {options.Round.TotalSeconds:0.#} s a side, "
        + $"{DatabaseOf(options)}{DelayOf(options)}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}");

    public override string ToString() => $"{Machine}\n{Run}\n";

    private static string DatabaseOf(BenchOptions options) =>
        options.Database.Length == 0 ? "the services on SQLite" : "the services on PostgreSQL";

    private static string DelayOf(BenchOptions options) => options.FsyncDelay == TimeSpan.Zero
        ? "" : $", {options.FsyncDelay.TotalMilliseconds:0.#} ms added to every fsync";

    private static string Line(string file, string name) => File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";

    /// <summary>That of the longest mount point the path begins with.</summary>
    private static string FileSystemOf(string path) => File.ReadLines("/proc/mounts")
        .Select(line => line.Split(' '))
        .Where(mount => $"{path}/".StartsWith(mount[1].TrimEnd('/') + "/", StringComparison.Ordinal))
        .OrderBy(mount => mount[1].Length).Select(mount => $"{mount[2]} on {Path.GetFileName(mount[0])}")
        .LastOrDefault("an unknown filesystem");
}
