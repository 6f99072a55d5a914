using XdsDmp.CommandLine.Output;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// The arguments of <c>up</c>, <c>demo</c> and of the commands that work on a place of services which are
/// configuration: <c>--Section:Key=value</c> or <c>--Section:Key value</c>. A section that does not exist is a mistake;
/// keys are checked by the service that reads them.
/// </summary>
internal static class SettingArguments
{
    private const string Profile = "--Profile";

    private static readonly string[] Sections =
        ["Registry", "Repository", "Atna", "Security", "Audit", "Async", "Logs", "Dmp", "Health", "Telemetry"];

    /// <summary>
    /// Takes the settings out of a command line; what remains is for the parser, which knows nothing of sections.
    /// </summary>
    public static (string[] Commands, IReadOnlyList<string> Settings) Split(string[] arguments)
    {
        if (arguments is not ["up" or "demo" or "backup" or "restore" or "migrate" or "inbox" or "content", ..]
            and not ["config", "check", ..])
        {
            return (arguments, []);
        }

        List<string> rest = [], settings = [];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!IsSetting(arguments[i]))
            {
                rest.Add(arguments[i]);
                continue;
            }

            var hasValueBehind =
                !arguments[i].Contains('=') && i + 1 < arguments.Length && !arguments[i + 1].StartsWith('-');
            settings.Add(hasValueBehind ? $"{arguments[i]}={arguments[++i]}" : arguments[i]);
        }

        return ([.. rest], settings);
    }

    /// <param name="settings">Each <c>--Section:Key=value</c>.</param>
    public static Dictionary<string, string?> Read(IReadOnlyList<string> settings)
    {
        var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings)
        {
            var equals = setting.IndexOf('=');
            var key = equals < 0 ? setting[2..] : setting[2..equals];
            CheckSection(key);
            var value = equals >= 0
                ? setting[(equals + 1)..]
                : throw CommandException.Usage($"{setting} has no value", $"Write {setting}=value.");
            read[key] = SecretSettings.Problem(key, value) is { } problem
                ? throw CommandException.Usage(problem)
                : value;
        }

        return read;
    }

    private static bool IsSetting(string argument)
    {
        var key = argument.Split('=')[0];
        return key.StartsWith("--", StringComparison.Ordinal)
            && (key.Contains(':') || key.Equals(Profile, StringComparison.OrdinalIgnoreCase));
    }

    private static void CheckSection(string key)
    {
        var section = key.Split(':')[0];
        if (key.Contains(':') && !Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
        {
            throw CommandException.Usage(
                $"there is no configuration section '{section}'", $"Sections: {string.Join(", ", Sections)}.");
        }
    }
}
