using System.Data.Common;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>Databases and folders: shared by mistake, not writable, on a full disk, open to others.</summary>
internal static class FileChecks
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly (string Key, string Default)[] DatabaseKeys =
    [
        ("Registry:Database", "registry.db"), ("Repository:Database", "repository.db"), ("Atna:Database", "atna.db"),
    ];

    private static readonly (string Key, string Default)[] Folders =
    [
        ("Repository:ContentFolder", "documents"), ("Atna:ArchiveFolder", ""), ("Logs:Folder", ""),
    ];

    public static void Run(CheckedSettings settings)
    {
        var databases = Paths(settings, DatabaseKeys);
        CheckTwice(settings, databases);
        var checkedDisks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, path) in databases.Concat(Paths(settings, Folders)))
        {
            if (Database.IsServer(path))
            {
                CheckServer(settings, key, path);
                continue;
            }

            if (File.Exists(path) != DatabaseKeys.Any(it => it.Key == key) && Path.Exists(path))
            {
                settings.Error(key, $"{path} is of the wrong kind", "databases are files, the others folders");
                continue;
            }

            CheckWritable(settings, key, path);
            CheckSpace(settings, key, path, checkedDisks);
        }

        foreach (var warning in ExposedFiles.Warnings(settings.Root))
        {
            settings.Warn("file modes", warning, "take the rights away from others");
        }
    }

    private static List<(string Key, string Path)> Paths(
        CheckedSettings settings, IEnumerable<(string Key, string Default)> known) =>
    [
        .. known.Where(it => it.Key.Split(':')[0] is var section && (section == "Logs"
                || settings.Services.Contains(section)))
            .Select(it => (it.Key, Path: settings[it.Key] ?? it.Default)).Where(it => it.Path.Length > 0)
            .Select(it => (it.Key, DatabaseLocation.Of(it.Path))),
    ];

    private static void CheckTwice(CheckedSettings settings, List<(string Key, string Path)> databases)
    {
        foreach (var same in databases.GroupBy(it => it.Path, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            settings.Error(
                same.Last().Key,
                $"{string.Join(" and ", same.Select(it => it.Key))} are one database, {NameOf(same.Key)}",
                "each service needs a database of its own");
        }
    }

    private static void CheckServer(CheckedSettings settings, string key, string location)
    {
        try
        {
            using var connection = new Database(location).OpenReader();
        }
        catch (Exception unreachable) when (unreachable is DbException or ArgumentException or IOException)
        {
            settings.Error(
                key, $"the PostgreSQL database cannot be opened: {unreachable.Message}",
                "check host, database, user and password; the server must run, and let this machine in");
        }
    }

    private static void CheckWritable(CheckedSettings settings, string key, string path)
    {
        var existing = Existing(path);
        if (!FileAccessRights.CanWrite(existing))
        {
            settings.Error(
                key, $"{existing} cannot be written by this user",
                "give it to the user that the service runs as, or run this check as that user");
        }
    }

    private static void CheckSpace(CheckedSettings settings, string key, string path, HashSet<string> checkedDisks)
    {
        var drive = new DriveInfo(Existing(path));
        var least = settings.Section<HealthOptions>("Health")?.MinFreeMegabytes ?? 0;
        var free = drive.AvailableFreeSpace / Mebibyte;
        if (free >= 4L * least || !checkedDisks.Add($"{drive.TotalSize} {free}"))
        {
            return;
        }

        var problem = $"{free} MiB are free there";
        if (free < least)
        {
            settings.Error(key, problem, "make room: below Health:MinFreeMegabytes the service is not ready");
        }
        else
        {
            settings.Warn(key, problem, "make room in time");
        }
    }

    private static string NameOf(string path) => Database.IsServer(path) ? DatabaseLocation.NameOf(path) : path;

    /// <summary>What is not there yet is made below this.</summary>
    private static string Existing(string path)
    {
        var existing = path;
        while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } above)
        {
            existing = above;
        }

        return existing;
    }
}
