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
    /// <param name="read">What is tried.</param>
    /// <param name="key">Of the setting, where the message would not name it.</param>
    public T? Try<T>(Func<T?> read, string? key = null)
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
            _all.Add(key is null ? wrong.Message : $"{key}: {wrong.Message}");
            return null;
        }
    }
}
