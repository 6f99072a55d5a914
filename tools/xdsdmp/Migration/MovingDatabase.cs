using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Migration.Storage;
using XdsDmp.CommandLine.Output;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Migration;

/// <summary>One service's database on its way.</summary>
internal sealed class MovingDatabase : IDisposable
{
    private static readonly string[] TablesOfContent = ["content", "content_chunk"];

    private readonly SourceDatabase _source;
    private readonly TargetDatabase _target;
    private readonly TableCopy _tables;

    private MovingDatabase(string name, SourceDatabase source, TargetDatabase target, bool withoutContent)
    {
        Name = name;
        _source = source;
        _target = target;
        _tables = new TableCopy(source, target, withoutContent ? TablesOfContent : []);
    }

    public string Name { get; }

    public long Rows { get; private set; }

    /// <exception cref="CommandException">It must not be done, and why.</exception>
    public static MovingDatabase Open(PlacedDatabase from, PlacedDatabase to, bool withoutContent)
    {
        if (from.IsServer || !to.IsServer)
        {
            throw CommandException.Usage(
                $"the {from.Name} database would go from {DatabaseLocation.NameOf(from.File)} to "
                + DatabaseLocation.NameOf(to.File),
                "This goes from SQLite files to PostgreSQL only; files are copied by 'xdsdmp backup'.");
        }

        var source = SourceDatabase.Open(from.File);
        try
        {
            if (TableVersions.Difference(from, AppliedMigrations.Of(from.File)) is { } difference)
            {
                throw CommandException.Usage(
                    $"{from.File} is of another version of this program: {difference}",
                    "Start and stop the services once with this version: that brings it to it.");
            }

            return Open(from, to, source, withoutContent);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public Task CopyAsync(CancellationToken cancel)
    {
        Rows = _tables.CountSource();
        return ProgressBar.CountAsync($"{Name} database", Rows, progress => Task.Run(
            () =>
            {
                _tables.Copy(progress, cancel);
                return true;
            },
            cancel));
    }

    /// <returns>What differs.</returns>
    public Task<IReadOnlyList<string>> VerifyAsync(CancellationToken cancel) =>
        ProgressBar.CountAsync($"{Name}: comparing", Rows, progress => Task.Run(
            () => _tables.Verify(progress, cancel), cancel));

    /// <summary>From now on a service can start on it.</summary>
    public void Finish() => _target.Unmark();

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    private static MovingDatabase Open(
        PlacedDatabase from, PlacedDatabase to, SourceDatabase source, bool withoutContent)
    {
        var target = TargetDatabase.Open(to.File);
        try
        {
            target.Lock();
            var filledFrom = target.FilledFrom;
            if (filledFrom is null)
            {
                MigrationRunner.Migrate(new Database(to.File), [.. to.Tables]);
            }
            else if (filledFrom != from.File)
            {
                throw CommandException.Usage(
                    $"{target.Name} is being filled from {filledFrom}", "End that, or take an empty database.");
            }

            var moving = new MovingDatabase(from.Name, source, target, withoutContent);
            moving._tables.Compare();
            moving.Begin(from.File, filledFrom is null);
            return moving;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    private void Begin(string source, bool isNew)
    {
        if (!isNew)
        {
            return;
        }

        if (_tables.FirstFilled() is { } table)
        {
            throw CommandException.Usage(
                $"{_target.Name} has other data already, in the table {table}",
                "Only an empty database is filled: nothing is mixed or overwritten.");
        }

        _target.Mark(source);
    }
}
