using System.Reflection;

namespace XdsDmp.Sql;

/// <summary>
/// The numbered migrations embedded in one assembly under <c>Migrations/Sqlite/NNNN_name.sql</c> and
/// <c>Migrations/Postgres/NNNN_name.sql</c>; equal numbers make equal tables, and those of PostgreSQL begin later.
/// Released ones never change.
/// </summary>
/// <param name="Name">Key of the set in the database, for instance <c>registry</c>.</param>
/// <param name="Assembly">Where the scripts are embedded.</param>
public sealed record MigrationSet(string Name, Assembly Assembly)
{
    /// <summary>Tables that every service has: the audit outbox.</summary>
    public static MigrationSet Shared { get; } = new("shared", typeof(MigrationSet).Assembly);

    /// <summary>The number of the last one: the version of these tables that this program knows.</summary>
    public int Last => Read(Dialect.Sqlite).Max(migration => migration.Number);

    internal IEnumerable<Migration> Read(Dialect dialect)
    {
        var folder = $".Migrations.{dialect}.";
        foreach (var resource in Assembly.GetManifestResourceNames()
            .Where(n => n.Contains(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var file = resource[(resource.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..];
            using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
            yield return new Migration(int.Parse(file.AsSpan(0, 4)), file, reader.ReadToEnd());
        }
    }
}

/// <summary>One script: its number, its file name, its text.</summary>
internal sealed record Migration(int Number, string File, string Script);
