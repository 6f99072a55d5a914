namespace XdsDmp.Sql;

/// <summary>A connection that commits what waits, one transaction after the other.</summary>
internal abstract class Lane : IDisposable
{
    /// <summary>Beyond this a batch only adds waiting time.</summary>
    protected const int MaxBatch = 256;

    /// <summary>
    /// Commits one piece of work, and what may go with it of those that wait; when it returns each of their callers
    /// has been told.
    /// </summary>
    /// <returns>How many.</returns>
    public abstract int Commit(WriteItem first, WaitingWrites waiting);

    public abstract void Dispose();
}
