namespace XdsDmp.Bench.Servers;

/// <summary>
/// The library that makes fsync slow: built from its source, which is embedded, by the machine's compiler.
/// </summary>
internal static class SlowDisk
{
    public const string DelayVariable = "XDSDMP_BENCH_FSYNC_MICROSECONDS";

    public static async Task<string> BuildAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var (source, library) = (Path.Combine(folder, "slow-disk.c"), Path.Combine(folder, "slow-disk.so"));
        using (var text = typeof(SlowDisk).Assembly.GetManifestResourceStream("SlowDisk.c")!)
        {
            using var file = File.Create(source);
            await text.CopyToAsync(file);
        }

        await Tool.RunAsync("gcc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl");
        return library;
    }
}
