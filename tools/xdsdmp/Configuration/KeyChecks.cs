using Microsoft.Extensions.Configuration;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>Keys that nobody reads, and values that are not of their type.</summary>
internal static class KeyChecks
{
    public static void Run(CheckedSettings settings)
    {
        foreach (var (key, value) in settings.Root.AsEnumerable().OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            // A section, or a list that is empty.
            if (value is null || (value.Length == 0 && KnownSettings.All.GetValueOrDefault(key) is { IsList: true }))
            {
                continue;
            }

            if (Known(key) is { } known)
            {
                CheckValue(settings, key, value, known);
            }
            else if (!IsOfTheEnvironment(key))
            {
                TellUnknown(settings, key);
            }
        }
    }

    private static KnownSetting? Known(string key)
    {
        if (KnownSettings.All.TryGetValue(key, out var known))
        {
            return known;
        }

        var end = key.LastIndexOf(':');
        return end > 0 && int.TryParse(key[(end + 1)..], out _)
            && KnownSettings.All.TryGetValue(key[..end], out var list) && list.IsList ? list : null;
    }

    private static void CheckValue(CheckedSettings settings, string key, string value, KnownSetting known)
    {
        if (known.IsList && known.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
        {
            settings.Error(key, "is a list, and has one value", $"write [ \"{value}\" ], or {key}:0");
        }
        else if (KnownSettings.Accepted(known.Type, value) is { } accepted)
        {
            settings.Error(key, $"'{Screen.Printable(value)}' cannot be read", $"accepted: {accepted}");
        }
    }

    private static void TellUnknown(CheckedSettings settings, string key) => settings.Error(
        key, "there is no such setting",
        Mistakes.Nearest(KnownSettings.All.Keys, key) is { } meant
            ? $"did you mean {meant}?" : "remove it; the README lists all there are");

    /// <summary>Variables such as XDSDMP_DATA are for the command line and for tests.</summary>
    private static bool IsOfTheEnvironment(string key) =>
        !key.Contains(':') && Environment.GetEnvironmentVariable($"XDSDMP_{key}") is not null;
}
