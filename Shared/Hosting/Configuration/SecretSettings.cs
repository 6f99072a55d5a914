namespace XdsDmp.Hosting.Configuration;

/// <summary>
/// Secrets come from files and from the environment: a command line is read by every user of the machine, and kept in
/// shell histories and process accounts.
/// </summary>
public static class SecretSettings
{
    private static readonly string[] Words = ["password", "passphrase", "secret", "token", "pin"];

    /// <summary>Null when a setting of that name and value may stand on the command line.</summary>
    /// <param name="key">For instance <c>Security:KeyPassword</c>.</param>
    /// <param name="value">May be a URL with a password in it.</param>
    public static string? Problem(string key, string? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        var isSecret = Words.Any(word => key.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            || (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.UserInfo.Length > 0);
        return isSecret
            ? $"{key} is a secret, and every user of this machine can read a command line: give it in the environment "
                + $"(XDSDMP_{key.Replace(":", "__", StringComparison.Ordinal)}) or in appsettings.json"
            : null;
    }
}
