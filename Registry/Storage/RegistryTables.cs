using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>The registry's tables: see the numbered scripts in <c>Migrations</c>.</summary>
public static class RegistryTables
{
    public static MigrationSet Migrations { get; } = new("registry", typeof(RegistryTables).Assembly);
}
