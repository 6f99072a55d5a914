using System.CommandLine;
using Microsoft.Extensions.Configuration;
using XdsDmp.Atna;
using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Registry;
using XdsDmp.Registry.Storage;
using XdsDmp.Repository;
using XdsDmp.Repository.Storage;
using XdsDmp.Security.Certificates;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Backups;

/// <summary>
/// Where services have, or are to have, their databases and their content: a data folder of <c>up</c>, or what the
/// configuration files of services say.
/// </summary>
internal sealed class BackupPlace
{
    private BackupPlace(IConfiguration settings, DataFolder? folder, IReadOnlyList<string> configurationFiles)
    {
        Settings = settings;
        Folder = folder;
        ConfigurationFiles = configurationFiles;
        Databases = [.. All().OfType<PlacedDatabase>()];
        RepositoryUniqueId = Repository is null
            ? null
            : settings["Repository:RepositoryUniqueId"] ?? (folder is null ? null : NodeIdentity.Find(folder))
                ?.RepositoryUniqueId;
    }

    public IConfiguration Settings { get; }

    /// <summary>Null: services with configuration files.</summary>
    public DataFolder? Folder { get; }

    public IReadOnlyList<string> ConfigurationFiles { get; }

    /// <summary>
    /// In the order in which they are copied: what a later one has an earlier one may not have yet, never the other way
    /// round.
    /// </summary>
    public IReadOnlyList<PlacedDatabase> Databases { get; }

    public string? RepositoryUniqueId { get; }

    public PlacedDatabase? Registry => Database("registry");

    public PlacedDatabase? Repository => Database("repository");

    public PlacedDatabase? Audit => Database("audit");

    public static BackupPlace OfFolder(DataFolder folder, IReadOnlyDictionary<string, string?> arguments)
    {
        var settings = new UpSettings(folder, arguments);
        settings.DefaultPaths();
        if (!settings.HasOwnCertificates)
        {
            // Whoever looks after content on an S3 server connects to it as the services do.
            settings.DefaultCertificates(DevelopmentPkiFiles.In(folder.Pki));
        }

        return new BackupPlace(
            settings.Current, folder, File.Exists(folder.Settings) ? [folder.Settings] : []);
    }

    /// <summary>Paths in a file are as the service finds them that runs in the file's folder.</summary>
    public static BackupPlace OfFiles(
        IReadOnlyList<string> files, IReadOnlyDictionary<string, string?> arguments)
    {
        var builder = new ConfigurationBuilder();
        AddFiles(builder, files, withDefaults: true);
        builder.AddEnvironmentVariables("XDSDMP_").AddInMemoryCollection(arguments);
        return new BackupPlace(builder.Build(), null, files);
    }

    /// <param name="builder">To which they are added.</param>
    /// <param name="files">Settings of services.</param>
    /// <param name="withDefaults">What a file does not say is where its service would look for it.</param>
    private static void AddFiles(ConfigurationBuilder builder, IReadOnlyList<string> files, bool withDefaults)
    {
        foreach (var file in files.Select(Path.GetFullPath))
        {
            if (!File.Exists(file))
            {
                throw CommandException.Usage($"there is no configuration file {file}");
            }

            var one = new ConfigurationBuilder().AddJsonFile(file).Build();
            builder.AddConfiguration(one);
            builder.AddInMemoryCollection(PathsOf(one, Path.GetDirectoryName(file)!, withDefaults));
        }
    }

    /// <summary>Settings upon settings: what a later one does not say, an earlier one does.</summary>
    public static BackupPlace Over(
        BackupPlace below, IReadOnlyList<string> files, IReadOnlyDictionary<string, string?> arguments)
    {
        var builder = new ConfigurationBuilder();
        builder.AddConfiguration(below.Settings);
        AddFiles(builder, files, withDefaults: false);
        builder.AddInMemoryCollection(arguments);
        return new BackupPlace(builder.Build(), null, files);
    }

    /// <summary>For commands that copy files, or put them back.</summary>
    /// <exception cref="CommandException">Some databases are none.</exception>
    public BackupPlace OnFiles(string instead)
    {
        var server = Databases.FirstOrDefault(database => database.IsServer);
        return server is null ? this : throw CommandException.Usage(
            $"the {server.Name} database is on a PostgreSQL server ({DatabaseLocation.NameOf(server.File)}), and this "
            + "command works on files",
            instead);
    }

    private PlacedDatabase? Database(string name) => Databases.FirstOrDefault(database => database.Name == name);

    private static Dictionary<string, string?> PathsOf(
        IConfiguration settings, string folder, bool withDefaults)
    {
        (string Key, string Default)[] paths =
        [
            ("Registry:Database", new RegistryOptions().Database),
            ("Repository:Database", new RepositoryOptions().Database),
            ("Repository:ContentFolder", new RepositoryOptions().ContentFolder),
            ("Repository:MasterKeyFile", ""),
            ("Atna:Database", new AtnaOptions().Database),
        ];
        return paths
            .Where(path => settings.GetSection(path.Key.Split(':')[0]).Exists())
            .Select(path => (path.Key, Value: settings[path.Key] ?? (withDefaults ? path.Default : "")))
            .Where(path => path.Value.Length > 0)
            .ToDictionary(path => path.Key, path => (string?)DatabaseLocation.Of(path.Value, folder));
    }

    private IEnumerable<PlacedDatabase?> All()
    {
        yield return Placed("registry", "Registry:Database", RegistryTables.Migrations);
        yield return Placed("repository", "Repository:Database", RepositoryTables.Migrations);
        yield return Placed("audit", "Atna:Database", AtnaTables.Migrations);
        yield return Folder is null ? null : new PlacedDatabase("client", Folder.ClientOutbox, []);
    }

    private PlacedDatabase? Placed(string name, string key, MigrationSet tables) =>
        Settings[key] is { Length: > 0 } file ? new PlacedDatabase(name, DatabaseLocation.Of(file), [tables]) : null;
}

/// <param name="Name">registry, repository, audit or client.</param>
/// <param name="File">The database file, or its location on a server.</param>
/// <param name="OwnTables">Beside those that every service has.</param>
internal sealed record PlacedDatabase(string Name, string File, IReadOnlyList<MigrationSet> OwnTables)
{
    public IReadOnlyList<MigrationSet> Tables => [MigrationSet.Shared, .. OwnTables];

    /// <summary>It is not a file.</summary>
    public bool IsServer => Sql.Database.IsServer(File);

    /// <summary>A client's is made by the first command that needs it.</summary>
    public bool IsOptional => Name == "client";

    /// <summary>As it is called in a backup.</summary>
    public string FileName => Name + ".db";
}

/// <summary>The options that say where.</summary>
internal sealed class PlaceOptions(string dataDescription)
{
    private readonly Option<string?> _data = new("--data") { HelpName = "DIR", Description = dataDescription };

    private readonly Option<string[]> _configuration = new("--configuration")
    {
        HelpName = "FILE",
        Description = "Instead: the configuration file of a service (appsettings.json); one option for each service",
    };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_configuration);
    }

    public bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(_data) is not null || parsed.GetValue(_configuration) is { Length: > 0 };

    public BackupPlace Read(ParseResult parsed, IReadOnlyList<string> settings)
    {
        var arguments = SettingArguments.Read(settings);
        if (parsed.GetValue(_configuration) is not { Length: > 0 } files)
        {
            return BackupPlace.OfFolder(DataFolder.Of(parsed.GetValue(_data)), arguments);
        }

        return parsed.GetValue(_data) is null
            ? BackupPlace.OfFiles(files, arguments)
            : throw CommandException.Usage("--data and --configuration: one of them");
    }
}
