using System.Collections.Concurrent;

namespace XdsDmp.Sql;

/// <summary>
/// Read connections kept with their prepared statements. Work runs in one read transaction, so that several statements
/// see the same state; copy rows out and return: an open read keeps the write-ahead log from shrinking.
/// </summary>
public sealed class ReaderPool(Database database) : IDisposable
{
    private const int MaxIdle = 16;

    private readonly ConcurrentBag<WriteSession> _idle = [];

    public T Read<T>(Func<ReadSession, T> work)
    {
        var session = _idle.TryTake(out var idle) ? idle : database.OpenReadSession();
        try
        {
            session.Execute("BEGIN");
            var result = work(session);
            session.Execute("COMMIT");
            Return(session);
            return result;
        }
        catch
        {
            // The connection below is pooled: with its transaction open it would fail its next user.
            session.Rollback();
            session.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private void Return(WriteSession session)
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
