using System.Collections.Concurrent;
using System.Data.Common;
using XdsDmp.Sql.Postgres;

namespace XdsDmp.Sql;

/// <summary>
/// Read connections kept with their prepared statements. Work runs in one read transaction, so that several statements
/// see the same state; copy rows out and return: an open read keeps the write-ahead log from shrinking.
/// </summary>
public sealed class ReaderPool(Database database) : IDisposable
{
    private const int MaxIdle = 16;

    private readonly ConcurrentBag<ReadSession> _idle = [];

    public T Read<T>(Func<ReadSession, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_idle.TryTake(out var idle))
        {
            try
            {
                return Read(idle, work);
            }
            catch (DbException lost) when (PostgresFailure.IsOutage(lost))
            {
                // The server was away since this connection was last used; what is read can be read again.
                Dispose();
            }
        }

        return Read(database.OpenReadSession(), work);
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private T Read<T>(ReadSession session, Func<ReadSession, T> work)
    {
        try
        {
            session.BeginRead();
            var result = work(session);
            session.Commit();
            Return(session);
            return result;
        }
        catch
        {
            // The connection below is pooled: with its transaction open it would fail its next user.
            session.Abandon();
            session.Dispose();
            throw;
        }
    }

    private void Return(ReadSession session)
    {
        if (_idle.Count < MaxIdle)
        {
            _idle.Add(session);
        }
        else
        {
            session.Dispose();
        }
    }
}
