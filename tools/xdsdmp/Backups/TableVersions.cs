using XdsDmp.Sql;

namespace XdsDmp.CommandLine.Backups;

/// <summary>The version of a database's tables against the one that this program knows.</summary>
internal static class TableVersions
{
    /// <summary>In words; null when they are the same.</summary>
    public static string? Difference(PlacedDatabase database, IReadOnlyDictionary<string, int> tables) =>
        database.Tables.Select(set => Difference(set, tables)).FirstOrDefault(difference => difference is not null);

    /// <summary>Whether a newer program wrote it: then this one does not know what stands in it.</summary>
    public static bool IsNewer(PlacedDatabase database, IReadOnlyDictionary<string, int> tables) =>
        tables.Any(table => database.Tables.FirstOrDefault(set => set.Name == table.Key) is not { } known
            || table.Value > known.Last);

    private static string? Difference(MigrationSet set, IReadOnlyDictionary<string, int> tables)
    {
        var found = tables.GetValueOrDefault(set.Name);
        return found == set.Last ? null : $"tables of {set.Name}: version {found}, here {set.Last}";
    }
}
