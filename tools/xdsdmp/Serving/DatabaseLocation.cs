using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Serving;

/// <summary>Where a service has its database: a file, or <c>postgres:</c> and a connection string.</summary>
internal static class DatabaseLocation
{
    /// <summary>As a setting or an option says it; a path becomes a full one.</summary>
    public static string Of(string text, string? folder = null) =>
        Database.IsServer(text) ? text : Path.GetFullPath(text, folder ?? Environment.CurrentDirectory);

    /// <summary>Of a service in a data folder, whose settings may name another place than the folder.</summary>
    /// <param name="folder">Of <c>up</c>.</param>
    /// <param name="key">The setting, for instance <c>Registry:Database</c>.</param>
    public static string In(DataFolder folder, string key)
    {
        var settings = new UpSettings(folder, new Dictionary<string, string?>());
        settings.DefaultPaths();
        return Of(settings.Current[key]!);
    }

    /// <summary>A file can be looked for; a server is asked by whoever opens it.</summary>
    public static bool IsThere(string location) => Database.IsServer(location) || File.Exists(location);

    /// <summary>What messages call it: tells no password.</summary>
    public static string NameOf(string location) => new Database(location).Name;
}
