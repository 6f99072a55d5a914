using Microsoft.Extensions.Configuration;

namespace XdsDmp.Hosting.Configuration;

/// <summary>Binds a section to its options record; an unknown key or an unreadable value stops the service.</summary>
public static class ConfigurationReader
{
    /// <exception cref="ConfigurationException">Names the section and what is wrong with it.</exception>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(section)
                .Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (InvalidOperationException wrong)
        {
            throw new ConfigurationException(
                $"section {section}: {wrong.InnerException?.Message ?? wrong.Message}", wrong);
        }
    }

    /// <summary>A value that must be there.</summary>
    public static string Required(string? value, string key) =>
        string.IsNullOrWhiteSpace(value) ? throw new ConfigurationException($"{key} is not set") : value;
}
