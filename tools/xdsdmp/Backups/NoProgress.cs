namespace XdsDmp.CommandLine.Backups;

/// <summary>For work of which the whole is counted elsewhere.</summary>
internal sealed class NoProgress : IProgress<long>
{
    public static NoProgress Instance { get; } = new();

    public void Report(long value)
    {
    }
}
