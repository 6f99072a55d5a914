using System.CommandLine;
using System.Data.Common;
using XdsDmp.Atna;
using XdsDmp.Atna.Storage;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Audit;

/// <summary>Where the audit records lie, and the record of having read them.</summary>
internal sealed class ArchiveOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        HelpName = "DIR",
        Description = $"The data folder [default: {DataFolder.Variable}, else ./data]",
    };

    private readonly Option<string?> _database = new("--database")
    {
        HelpName = "FILE",
        Description = "The audit repository's database, or postgres:… [default: of DIR's settings, else DIR/atna.db]",
    };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_database);
    }

    public AuditArchive Open(ParseResult parsed)
    {
        var file = FileOf(parsed);
        try
        {
            return AuditArchive.Open(file);
        }
        catch (Exception wrong) when (wrong is FileNotFoundException or InvalidDataException)
        {
            throw CommandException.Usage(
                wrong.Message, "Name the data folder (--data DIR) or the file (--database FILE).", wrong);
        }
    }

    /// <summary>
    /// Audit Log Used (DICOM PS3.15 A.5.3), in the chain itself, before anything is shown. A database without the key
    /// of its checkpoints is a copy: it stays as it is.
    /// </summary>
    public async Task TellAsync(ParseResult parsed)
    {
        var file = FileOf(parsed);
        if (parsed.GetValue(_database) is not null && !Database.IsServer(file)
            && !File.Exists(Beside(parsed, "-checkpoint.key")))
        {
            return;
        }

        try
        {
            using var access = OperatorAccess.Open(file, Environment.UserName);
            await access.TellLogUsedAsync(string.Join(' ', parsed.Tokens.Select(token => token.Value)));
        }
        catch (Exception unwritable) when (unwritable is DbException or InvalidOperationException)
        {
            throw CommandException.Failed(
                $"nothing is shown, since the look into {DatabaseLocation.NameOf(file)} cannot be recorded: "
                + unwritable.Message,
                "As somebody who may write there; or copy the database and name the copy: --database FILE.",
                unwritable);
        }
    }

    /// <summary>The command line, not only a default, says where the records are.</summary>
    public bool IsNamed(ParseResult parsed) =>
        parsed.GetValue(_database) is not null || parsed.GetValue(_data) is not null;

    public string DatabaseOf(ParseResult parsed) => FileOf(parsed);

    /// <summary>
    /// A file of the audit repository that lies beside its database unless a setting says otherwise; of one on a
    /// server, in the data folder.
    /// </summary>
    public string Beside(ParseResult parsed, string ending)
    {
        var database = Database.IsServer(FileOf(parsed)) ? FolderOf(parsed).AuditDatabase : FileOf(parsed);
        return Path.Combine(
            Path.GetDirectoryName(database)!, Path.GetFileNameWithoutExtension(database) + ending);
    }

    private string FileOf(ParseResult parsed) => parsed.GetValue(_database) is { } named
        ? DatabaseLocation.Of(named)
        : DatabaseLocation.In(FolderOf(parsed), "Atna:Database");

    private DataFolder FolderOf(ParseResult parsed) => DataFolder.Of(parsed.GetValue(_data));
}
