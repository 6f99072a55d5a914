using System.Reflection;

namespace XdsDmp.Sql;

/// <summary>
/// The numbered migrations embedded in one assembly under <c>Migrations/Sqlite/NNNN_name.sql </c>. Released ones never
/// change.
/// </summary>
/// <param name="Name">Key of the set in the database, for instance <c>registry</c>.</param>
/// <param name="Assembly">Where the scripts are embedded.</param>
public sealed record MigrationSet(string Name, Assembly Assembly)
{
    /// <summary>Tables that every service has: the audit outbox.</summary>
    public static MigrationSet Shared { get; } = new("shared", typeof(MigrationSet).Assembly);

    /// <summary>The number of the last one: the version of these tables that this program knows.</summary>
    public int Last => Read().Max(migration => migration.Number);

    internal IEnumerable<Migration> Read()
    {
        const string Folder = ".Migrations.Sqlite.";
        foreach (var resource in Assembly.GetManifestResourceNames()
            .Where(n => n.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var file = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
            yield return new Migration(int.Parse(file.AsSpan(0, 4)), file, reader.ReadToEnd());
        }
    }
}

/// <summary>One script: its number, its file name, its text.</summary>
internal sealed record Migration(int Number, string File, string Script);
