using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Serving;

/// <summary>
/// The arguments that are configuration: <c>--Section:Key=value</c> or <c>--Section:Key value</c>. Anything else is a mistake,
/// never passed over.
/// </summary>
internal static class SettingArguments
{
    private static readonly string[] Sections = ["Registry", "Repository", "Atna", "Security", "Audit", "Logs"];

    public static Dictionary<string, string?> Read(IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
            {
                throw Unknown(argument);
            }

            var equals = argument.IndexOf('=');
            var key = equals < 0 ? argument[2..] : argument[2..equals];
            Check(argument, key);
            settings[key] = equals >= 0 ? argument[(equals + 1)..]
                : i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i]
                : throw CommandException.Usage($"{argument} has no value", $"Write {argument}=value.");
        }

        return settings;
    }

    private static void Check(string argument, string key)
    {
        if (key.Equals("Profile", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var colon = key.IndexOf(':');
        if (colon < 0)
        {
            throw Unknown(argument);
        }

        if (!Sections.Contains(key[..colon], StringComparer.OrdinalIgnoreCase))
        {
            throw CommandException.Usage(
                $"there is no configuration section '{key[..colon]}'", $"Sections: {string.Join(", ", Sections)}.");
        }
    }

    private static CommandException Unknown(string argument) => CommandException.Usage(
        $"'{argument}' is neither an option of 'up' nor a setting", "Settings are written --Section:Key=value.");
}
