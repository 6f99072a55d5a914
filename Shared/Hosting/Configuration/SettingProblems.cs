using XdsDmp.Security.Trust;

namespace XdsDmp.Hosting.Configuration;

/// <summary>
/// Tries what a service does with its settings when it starts, and goes on to the next when one is wrong: a start names
/// the first mistake, who checks wants all.
/// </summary>
public sealed class SettingProblems
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    /// <summary>Null when it cannot be read, and why is in the list.</summary>
    public T? Try<T>(Func<T?> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is ConfigurationException or TrustException or IOException
            or UnauthorizedAccessException)
        {
            _all.Add(wrong is TrustException trust ? $"{trust.Path}: {trust.Message}" : wrong.Message);
            return null;
        }
    }
}
