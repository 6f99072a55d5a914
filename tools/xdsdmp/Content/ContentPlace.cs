using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Repository.Content;

namespace XdsDmp.CommandLine.Content;

/// <summary>The content of the repository that the command line names.</summary>
internal static class ContentPlace
{
    public static ContentArchive Open(BackupPlace place)
    {
        var database = place.Repository?.File;
        return database is not null && DatabaseLocation.IsThere(database)
            ? ContentArchive.Open(place.Settings, needsKeys: true)
            : throw CommandException.Usage(
                $"there is no repository here{(database is null ? "" : $": no {database}")}",
                "Name the data folder (--data DIR) or the repository's configuration file (--configuration FILE).");
    }
}
