namespace XdsDmp.Sql;

/// <summary>Whose SQL is spoken. Statements are written in what both understand; few places must ask.</summary>
public enum Dialect
{
    /// <summary>A file of this process alone.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, which other instances of the same service may use at the same time.</summary>
    Postgres,
}
