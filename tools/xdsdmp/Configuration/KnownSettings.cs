using System.Globalization;
using XdsDmp.Atna;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Registry;
using XdsDmp.Repository;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>Every key there is, with the type of its value: what the options records have.</summary>
internal static class KnownSettings
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        ("Registry", typeof(RegistryOptions)), ("Repository", typeof(RepositoryOptions)),
        ("Atna", typeof(AtnaOptions)), ("Audit", typeof(AuditOptions)), ("Async", typeof(AsyncOptions)),
        ("Security", typeof(SecurityOptions)), ("Dmp", typeof(DmpOptions)), ("Health", typeof(HealthOptions)),
        ("Telemetry", typeof(TelemetryOptions)), ("Logs", typeof(LogOptions)),
    ];

    /// <summary>Key → type; of lists the type of an element.</summary>
    public static IReadOnlyDictionary<string, KnownSetting> All { get; } = Read();

    /// <summary>Null when the value can be read; else what would be.</summary>
    public static string? Accepted(Type type, string value)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Accepted(underlying, value);
        }

        return type switch
        {
            _ when type == typeof(bool) => bool.TryParse(value, out _) ? null : "true or false",
            _ when type == typeof(int) => IsNumber(value, int.MinValue, int.MaxValue) ? null : "a whole number",
            _ when type == typeof(long) => IsNumber(value, long.MinValue, long.MaxValue) ? null : "a whole number",
            { IsEnum: true } => Enum.TryParse(type, value, ignoreCase: true, out var read)
                && Enum.IsDefined(type, read!) ? null : string.Join(", ", Enum.GetNames(type)),
            _ => null,
        };
    }

    private static bool IsNumber(string value, long least, long most) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most;

    private static Dictionary<string, KnownSetting> Read()
    {
        var all = new Dictionary<string, KnownSetting>(StringComparer.OrdinalIgnoreCase)
        {
            [ProfileSetting.Key] = new(ProfileSetting.Key, typeof(Hosting.Configuration.Profile), IsList: false),
        };
        foreach (var (section, options) in Sections)
        {
            Add(all, section, options);
        }

        return all;
    }

    private static void Add(Dictionary<string, KnownSetting> all, string section, Type options)
    {
        foreach (var property in options.GetProperties().Where(property => property.CanWrite))
        {
            var (key, type) = ($"{section}:{property.Name}", property.PropertyType);
            if (type.IsGenericType && type.GetGenericTypeDefinition() != typeof(Nullable<>))
            {
                all[key] = new KnownSetting(key, type.GetGenericArguments()[0], IsList: true);
            }
            else if (type.IsClass && type != typeof(string))
            {
                Add(all, key, type);
            }
            else
            {
                all[key] = new KnownSetting(key, type, IsList: false);
            }
        }
    }
}

/// <param name="Key">With its sections.</param>
/// <param name="Type">Of the value, or of an element.</param>
/// <param name="IsList">Its elements are keys below it, by number.</param>
internal sealed record KnownSetting(string Key, Type Type, bool IsList);
