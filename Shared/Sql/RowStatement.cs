namespace XdsDmp.Sql;

/// <summary>
/// A prepared statement that runs once for each of many rows, without ADO.NET around each, whose own work for a small
/// row is more than the database's.
/// </summary>
public abstract class RowStatement : IDisposable
{
    /// <param name="place">From 1, in the order in which the statement first names its parameters.</param>
    public abstract RowStatement Set(int place, long value);

    /// <inheritdoc cref="Set(int, long)"/>
    public abstract RowStatement Set(int place, long? value);

    /// <inheritdoc cref="Set(int, long)"/>
    public abstract RowStatement Set(int place, string? value);

    /// <inheritdoc cref="Set(int, long)"/>
    public abstract RowStatement Set(int place, ReadOnlySpan<byte> value);

    /// <summary>Leaves the statement ready for the next row, whatever came of this one.</summary>
    internal abstract void Run();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
