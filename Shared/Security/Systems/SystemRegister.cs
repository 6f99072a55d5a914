using XdsDmp.Metadata.Files;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Systems;

/// <summary>
/// The systems file, taken up again when it changes, with no restart. While it has mistakes the last good state stands.
/// </summary>
public sealed class SystemRegister
{
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Reloading<SystemDirectory>? _directory;

    private SystemRegister(Reloading<SystemDirectory>? directory) => _directory = directory;

    /// <summary>What holds now. Cheap: ask for every request.</summary>
    public SystemDirectory Current => _directory?.Current ?? SystemDirectory.Open;

    /// <summary>Why what holds is not what the file says; null when it is.</summary>
    public string? Trouble => _directory?.Trouble;

    /// <param name="path">Empty: there is no file, and whoever is trusted may call everything.</param>
    /// <param name="clock">Says when to look again.</param>
    /// <param name="alarm">Takes what is wrong with a changed file.</param>
    /// <param name="changed">Told the file, and what of it holds from now on.</param>
    /// <exception cref="TrustException">At start-up the file must be good; names every mistake.</exception>
    public static SystemRegister Open(
        string path, TimeProvider clock, Action<TrustAlarm> alarm, Action<string, string> changed)
    {
        if (string.IsNullOrEmpty(path))
        {
            return new SystemRegister(null);
        }

        SystemDirectory? former = null;
        return new SystemRegister(new Reloading<SystemDirectory>(
            () => FileFingerprint.Of([path]),
            () =>
            {
                SystemDirectory read = Load(path);
                if (former is not null)
                {
                    changed(path, $"systems file version {read.Version} takes the place of version {former.Version}");
                }

                return former = read;
            },
            trouble => alarm(new TrustAlarm(
                clock.GetUtcNow(), TrustAlarmKind.SystemsFileUnusable, trouble.Path,
                trouble.Message + " What systems were allowed before they are allowed still.")),
            clock));
    }

    /// <exception cref="TrustException">The file cannot be read.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes
                ? throw new TrustException(path, $"The file is larger than {MaxBytes} bytes.")
                : File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new TrustException(path, $"The file cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static SystemDirectory Load(string path) =>
        SystemsReader.Read(ReadFile(path), out IReadOnlyList<FileMistake> mistakes)
        ?? throw new TrustException(
            path, $"The systems file has {mistakes.Count} mistakes: {string.Join("; ", mistakes)}.");
}
