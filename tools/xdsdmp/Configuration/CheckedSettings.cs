using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using XdsDmp.Hosting.Configuration;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>The settings that are checked, where each comes from, and what was found.</summary>
/// <param name="Root">As the services would read it.</param>
/// <param name="Arguments">What of it stands on the command line.</param>
/// <param name="IsUp">Read as <c>xdsdmp up</c> does, which works out what is not set.</param>
internal sealed record CheckedSettings(
    IConfigurationRoot Root, IReadOnlyDictionary<string, string?> Arguments, bool IsUp)
{
    private readonly List<ConfigFinding> _findings = [];

    public IReadOnlyList<ConfigFinding> Findings => _findings;

    /// <summary>The services that will run with these settings.</summary>
    public IReadOnlyList<string> Services { get; init; } = ["Registry", "Repository", "Atna"];

    public string? this[string key] => Root[key] is { Length: > 0 } value ? value : null;

    public void Error(string setting, string problem, string remedy) =>
        _findings.Add(new ConfigFinding(ConfigLevel.Error, setting, PlaceOf(setting), problem, remedy));

    public void Warn(string setting, string problem, string remedy) =>
        _findings.Add(new ConfigFinding(ConfigLevel.Warning, setting, PlaceOf(setting), problem, remedy));

    /// <summary>Null when a check before this one has already told that the section cannot be read.</summary>
    public T? Section<T>(string name)
        where T : class, new()
    {
        try
        {
            return Root.Read<T>(name);
        }
        catch (ConfigurationException)
        {
            return null;
        }
    }

    /// <summary>Of the last source that has it, which wins.</summary>
    private string? PlaceOf(string key)
    {
        var source = Root.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(key, out _));
        return source switch
        {
            JsonConfigurationProvider json => JsonPlace(json, key),
            EnvironmentVariablesConfigurationProvider =>
                $"environment XDSDMP_{key.Replace(":", "__", StringComparison.Ordinal)}",
            not null when Arguments.ContainsKey(key) => "command line",
            _ => null,
        };
    }

    private static string JsonPlace(JsonConfigurationProvider json, string key)
    {
        var path = json.Source.FileProvider?.GetFileInfo(json.Source.Path ?? "").PhysicalPath ?? json.Source.Path ?? "";
        return JsonLines.Of(path).TryGetValue(key, out var line) ? $"{path}:{line}" : path;
    }
}
