using System.Data.Common;

namespace XdsDmp.Sql;

/// <summary>A connection, and how its kind of database prepares and runs statements.</summary>
internal abstract class Session : IDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>A command with one parameter for each name of the statement, in their order.</summary>
    public abstract DbCommand Prepare(string sql);

    public abstract void Bind(DbParameter parameter, object? value);

    /// <summary>The statement that gives the new row's key, made of an INSERT.</summary>
    public abstract string Inserting(string sql);

    /// <summary>Runs what <see cref="Inserting"/> made.</summary>
    public abstract long Insert(DbCommand command);

    /// <summary>Runs a statement of which nothing is to be known but that it went well.</summary>
    public abstract void Put(DbCommand command);

    /// <summary>Runs what was put and has not been run.</summary>
    public virtual void Flush()
    {
    }

    public abstract RowStatement PrepareRow(string sql);

    /// <summary>Begins to read: all statements see the same state.</summary>
    public abstract void BeginRead();

    /// <summary>Begins to write; see <see cref="WriteKeys"/>.</summary>
    public abstract void BeginWrite(WriteKeys keys);

    /// <inheritdoc cref="WriteSession.Depend"/>
    public virtual void Depend(long key)
    {
    }

    public abstract void Commit();

    /// <summary>Ends the transaction, if one is open, whatever state it is in.</summary>
    public abstract void Rollback();

    public abstract void Dispose();
}
