using XdsDmp.Sql;

namespace XdsDmp.Repository.Storage;

/// <summary>The repository's tables: see the numbered scripts in <c>Migrations</c>.</summary>
public static class RepositoryTables
{
    public static MigrationSet Migrations { get; } = new("repository", typeof(RepositoryTables).Assembly);
}
