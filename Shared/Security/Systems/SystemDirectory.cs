using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.Security.Trust;

namespace XdsDmp.Security.Systems;

/// <summary>
/// Certificate → system, as the systems file said at one moment. A changed file gives another. Who is not found may
/// do nothing.
/// </summary>
public sealed class SystemDirectory
{
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, SystemMatch> _found = new(StringComparer.Ordinal);

    internal SystemDirectory(string version, IReadOnlyList<KnownSystem> systems)
    {
        Version = version;
        Systems = systems;
    }

    /// <summary>There is no file: whoever is trusted may call everything. For tests, and to be warned of.</summary>
    public static SystemDirectory Open { get; } = new("none", []) { IsOpen = true };

    public bool IsOpen { get; private init; }

    /// <summary>The file's own name for its state.</summary>
    public string Version { get; }

    public IReadOnlyList<KnownSystem> Systems { get; }

    public SystemMatch Find(X509Certificate2 certificate)
    {
        if (IsOpen)
        {
            return new SystemMatch.Known(KnownSystem.Anybody);
        }

        string key = Thumbprints.OfCertificate(certificate);
        if (!_found.TryGetValue(key, out SystemMatch? match))
        {
            if (_found.Count >= MaxRemembered)
            {
                _found.Clear();
            }

            _found[key] = match = Look(CertificateFacts.Of(certificate));
        }

        return match;
    }

    /// <summary>For work that was accepted from a system earlier: what it may do now.</summary>
    public KnownSystem? Named(string name) =>
        IsOpen ? KnownSystem.Anybody : Systems.FirstOrDefault(system => system.Name == name);

    private SystemMatch Look(CertificateFacts certificate)
    {
        List<KnownSystem> all =
            [.. Systems.Where(system => system.Certificates.Any(mark => mark.IsOn(certificate)))];
        return all switch
        {
            [] => new SystemMatch.Unknown(),
            [var one] => new SystemMatch.Known(one),
            _ => new SystemMatch.Ambiguous([.. all.Select(system => system.Name)]),
        };
    }
}
