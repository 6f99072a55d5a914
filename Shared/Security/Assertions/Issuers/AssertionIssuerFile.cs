using XdsDmp.Metadata.Files;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Assertions.Issuers;

/// <summary>
/// The file that the setting <c>Security:AssertionIssuers</c> names, taken up again when it changes. While it is bad,
/// what held before holds.
/// </summary>
public sealed class AssertionIssuerFile
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly Reloading<AssertionIssuers> _issuers;

    /// <exception cref="TrustException">At start-up the file must be good; every mistake in it is named.</exception>
    public AssertionIssuerFile(string path, TimeProvider clock, Action<TrustAlarm> alarm)
    {
        var full = Path.GetFullPath(path);
        _issuers = new Reloading<AssertionIssuers>(
            () => FileFingerprint.Of([full]),
            () => Load(full, clock, alarm),
            trouble => alarm(new TrustAlarm(
                clock.GetUtcNow(), TrustAlarmKind.AssertionIssuersUnusable, trouble.Path,
                trouble.Message + " The issuers known before still hold.")),
            clock);
    }

    /// <summary>Cheap: ask for every assertion.</summary>
    public AssertionIssuers Current => _issuers.Current;

    /// <summary>Null when there are mistakes.</summary>
    /// <exception cref="TrustException">The file cannot be read.</exception>
    public static (string Version, IReadOnlyList<AssertionIssuer> Issuers)? Read(
        string path, out IReadOnlyList<FileMistake> mistakes)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes
                ? throw new TrustException(path, $"The file is larger than {MaxBytes} octets.")
                : AssertionIssuersReader.Read(
                    File.ReadAllBytes(path), Path.GetDirectoryName(Path.GetFullPath(path))!, out mistakes);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new TrustException(path, $"The file of issuers cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static AssertionIssuers Load(string path, TimeProvider clock, Action<TrustAlarm> alarm)
    {
        var (version, issuers) = Read(path, out var mistakes) ?? throw new TrustException(
            path, $"The file of issuers has {mistakes.Count} mistakes:"
                + string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}  {mistake}")));
        return new AssertionIssuers(version, [.. issuers.Select(one => new TrustedIssuer(one, clock, alarm))]);
    }
}
