using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>The audit repository's tables: see the numbered scripts in <c>Migrations</c>.</summary>
public static class AtnaTables
{
    public static MigrationSet Migrations { get; } = new("atna", typeof(AtnaTables).Assembly);
}
