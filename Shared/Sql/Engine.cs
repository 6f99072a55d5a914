using System.Data.Common;

namespace XdsDmp.Sql;

/// <summary>What is different from one kind of database to another.</summary>
internal abstract class Engine
{
    public abstract Dialect Dialect { get; }

    /// <summary>What logs and messages call this database: tells no secret.</summary>
    public abstract string Name { get; }

    /// <summary>A connection for reading, out of a pool.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>A connection that may change everything, and is the caller's own.</summary>
    public abstract DbConnection OpenWriter();

    public abstract Session OpenReadSession();

    /// <summary>Closes what the pool of readers keeps.</summary>
    public abstract void CloseReaders();

    /// <summary>How many threads write.</summary>
    public abstract int Writers { get; }

    /// <summary>What one of them does.</summary>
    public abstract Lane OpenLane(Database database);

    /// <inheritdoc cref="Database.TryTake"/>
    public abstract ILease? TryTake(string job);

    /// <summary>
    /// Before migrations: no other instance migrates until the connection is closed, and what cannot work is refused.
    /// </summary>
    /// <exception cref="InvalidOperationException">This database cannot be used, and why.</exception>
    public abstract void PrepareMigration(DbConnection connection);
}
