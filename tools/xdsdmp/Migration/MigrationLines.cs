using System.Text.Json.Nodes;
using Npgsql;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Migration;

/// <summary>The end of a migration in words.</summary>
internal static class MigrationLines
{
    private const int MaxShown = 20;

    private static readonly string[] Moved =
    [
        "Registry:Database", "Repository:Database", "Repository:ContentStore", "Repository:ContentFolder",
        "Atna:Database", "Atna:CheckpointKey", "Atna:AnchorFile",
    ];

    public static void Show(MigrationResult result, BackupPlace from, BackupPlace to, TimeSpan elapsed)
    {
        foreach (var damaged in result.Damaged.Take(MaxShown))
        {
            Screen.Out.MarkupLine($"[red]damaged[/]: {Screen.Text(Screen.Printable(damaged))}");
        }

        if (result.Damaged.Count > 0)
        {
            Screen.Fail(
                $"{result.Damaged.Count} documents were damaged before, and are not there now",
                "'xdsdmp content repair --from DIR' stores them anew from copies.");
        }

        Screen.Out.WriteLine(
            $"{result.Rows} rows compared, {result.AuditRecords} audit records verified; {result.Documents} documents, "
            + $"{ByteSize.Of(result.Octets)}, copied and compared with their SHA-256"
            + (result.WereHere > 0 ? $"; {result.WereHere} were there already" : "")
            + (result.Sealed > 0 ? $"; {result.Sealed} of them encrypted with keys that are not at hand" : ""));
        Screen.Out.MarkupLine($"[green]moved[/] ({elapsed.TotalSeconds:0.0} s). The services start on it with:");
        Console.Out.WriteLine(SettingsOf(from, to).ToJsonString(new() { WriteIndented = true }));
    }

    /// <summary>What has changed, as it stands in a settings file; a password is for the one who knows it.</summary>
    private static JsonObject SettingsOf(BackupPlace from, BackupPlace to)
    {
        var root = new JsonObject();
        var s3 = to.Settings.GetSection("Repository:S3").GetChildren().Select(setting => setting.Path);
        foreach (var key in Moved.Concat(s3).Where(key => to.Settings[key] is { } value && value != from.Settings[key]))
        {
            var node = root;
            var parts = key.Split(':');
            foreach (var part in parts[..^1])
            {
                node = (JsonObject)(node[part] ??= new JsonObject());
            }

            node[parts[^1]] = WithoutPassword(to.Settings[key]!);
        }

        AddFilesOfAudit(root, from, to);
        return root;
    }

    /// <summary>What lay beside its file: an audit repository on a server asks for both by name.</summary>
    private static void AddFilesOfAudit(JsonObject root, BackupPlace from, BackupPlace to)
    {
        if (from.Audit is { IsServer: false } there && to.Audit is { IsServer: true }
            && root["Atna"] is JsonObject audit)
        {
            var beside = Path.Combine(
                Path.GetDirectoryName(there.File)!, Path.GetFileNameWithoutExtension(there.File));
            audit["CheckpointKey"] ??= to.Settings["Atna:CheckpointKey"] ?? beside + "-checkpoint.key";
            audit["AnchorFile"] ??= to.Settings["Atna:AnchorFile"] ?? beside + "-checkpoints.txt";
        }
    }

    private static string WithoutPassword(string value)
    {
        const string Prefix = "postgres:";
        if (!value.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return value;
        }

        var settings = new NpgsqlConnectionStringBuilder(value[Prefix.Length..]);
        settings.Password = settings.Password is { Length: > 0 } ? "…" : null;
        return Prefix + settings;
    }
}
