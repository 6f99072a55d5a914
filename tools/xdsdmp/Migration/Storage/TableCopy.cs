using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Migration.Storage;

/// <summary>All tables of one database, from the one side to the other; and whether both have the same then.</summary>
internal sealed class TableCopy(SourceDatabase source, TargetDatabase target, IReadOnlyCollection<string> leftOut)
{
    private const int RowsAtOnce = 20_000;
    private const long OctetsAtOnce = 32L * 1024 * 1024;

    /// <summary>Rows that the tables are made with, or that every start writes anew.</summary>
    private static readonly string[] MadeWithRows = ["index_state", "health_probe"];

    private readonly List<(TableShape Table, bool RefersToItself)> _tables = [];

    /// <summary>What one has and the other has not is refused: then one of them is of another version.</summary>
    public void Compare()
    {
        var theirs = target.Tables();
        var references = target.References();
        var tables = source.Tables().Where(table => !leftOut.Contains(table.Name)).ToList();
        foreach (var table in tables)
        {
            Check(table, theirs.GetValueOrDefault(table.Name));
        }

        foreach (var table in InOrder(tables, references))
        {
            _tables.Add((table, references.Contains((table.Name, table.Name))));
        }
    }

    public long CountSource() => _tables.Sum(it => source.Count(it.Table));

    /// <summary>The first table of the target that has rows; null: it is empty.</summary>
    public string? FirstFilled() => _tables.Where(it => !MadeWithRows.Contains(it.Table.Name))
        .FirstOrDefault(it => target.LastKey(it.Table) is not null).Table?.Name;

    public void Copy(IProgress<long> progress, CancellationToken cancel)
    {
        foreach (var (table, refersToItself) in _tables)
        {
            Copy(table, refersToItself, progress, cancel);
            target.SetSequences(table, source.LastGiven(table));
        }

        target.Analyze();
    }

    /// <summary>Reads both sides from the first row to the last.</summary>
    /// <returns>Tables, with what is wrong; nothing: all is there.</returns>
    public IReadOnlyList<string> Verify(IProgress<long> progress, CancellationToken cancel)
    {
        List<string> problems = [];
        foreach (var (table, _) in _tables)
        {
            var there = DigestOf(source.Rows(table, null), progress, cancel);
            var here = DigestOf(target.Rows(table), Backups.NoProgress.Instance, cancel);
            if (there != here)
            {
                problems.Add($"{table.Name}: {there.Rows} rows there, {here.Rows} here"
                    + (there.Rows == here.Rows ? ", and they differ" : ""));
            }
        }

        return problems;
    }

    private static (long Rows, string Digest) DigestOf(
        IEnumerable<object?[]> rows, IProgress<long> progress, CancellationToken cancel)
    {
        using var digest = new TableDigest();
        foreach (var row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            digest.Add(row);
            progress.Report(1);
        }

        return (digest.Rows, digest.Finish());
    }

    private void Copy(TableShape table, bool refersToItself, IProgress<long> progress, CancellationToken cancel)
    {
        if (MadeWithRows.Contains(table.Name))
        {
            target.Clear(table);
        }

        var last = target.LastKey(table);
        progress.Report(last is null ? 0 : target.Count(table));

        // A row may refer to a later one of its own table: these come all at once.
        if (refersToItself && last is not null)
        {
            return;
        }

        using var rows = source.Rows(table, last).GetEnumerator();
        for (var isMore = rows.MoveNext(); isMore;)
        {
            cancel.ThrowIfCancellationRequested();
            target.Copy(table, Part());

            IEnumerable<object?[]> Part()
            {
                var (count, octets) = (0, 0L);
                while (isMore && (refersToItself || (count < RowsAtOnce && octets < OctetsAtOnce)))
                {
                    yield return rows.Current;
                    (count, octets) = (count + 1, octets + ValueKinds.SizeOf(rows.Current));
                    progress.Report(1);
                    isMore = rows.MoveNext();
                }
            }
        }
    }

    private void Check(TableShape table, TableShape? theirs)
    {
        if (table.Key.Count == 0)
        {
            throw CommandException.Failed($"the table {table.Name} has no key, by which it could be copied");
        }

        if (theirs is null)
        {
            throw CommandException.Usage($"{target.Name} has no table {table.Name}: it is of another version");
        }

        var differing = table.Columns.Except(theirs.Columns).Select(it => $"{it.Name} is here only")
            .Concat(theirs.Columns.Except(table.Columns).Select(it => $"{it.Name} is there only")).ToList();
        if (differing.Count > 0)
        {
            throw CommandException.Usage(
                $"the table {table.Name} of {target.Name} is another one: {string.Join(", ", differing)}");
        }
    }

    /// <summary>What is referred to comes first.</summary>
    private static IEnumerable<TableShape> InOrder(
        IReadOnlyList<TableShape> tables, IReadOnlyList<(string Table, string RefersTo)> references)
    {
        var waiting = tables.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.FirstOrDefault(table => !references.Any(it => it.Table == table.Name
                    && it.RefersTo != table.Name && waiting.Exists(other => other.Name == it.RefersTo)))
                ?? throw CommandException.Failed(
                    $"the tables {string.Join(", ", waiting.Select(it => it.Name))} refer to each other in a circle");
            waiting.Remove(next);
            yield return next;
        }
    }
}
