using System.Diagnostics;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>A disk that is soon full. Only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string size)
    {
        var disk = new SmallDisk(TestFolder.New());
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path);
        return disk;
    }

    public Task ResizeAsync(string size) => RunAsync("mount", "-o", $"remount,size={size}", Path);

    public void Dispose()
    {
        using var unmount = Process.Start("umount", ["--lazy", Path]);
        unmount.WaitForExit();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            Assert.Inconclusive($"{program} {string.Join(' ', arguments)}: not here");
        }
    }
}
