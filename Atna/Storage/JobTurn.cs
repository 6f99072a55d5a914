using XdsDmp.Sql;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// Whose turn it is to do a job: of several instances on one database the first that asks, until it ends or loses its
/// connection.
/// </summary>
internal sealed class JobTurn(Database database, string job) : IDisposable
{
    private ILease? _lease;

    /// <summary>Asks for it if nobody has it.</summary>
    public bool IsOurs
    {
        get
        {
            if (_lease is { IsHeld: true })
            {
                return true;
            }

            _lease?.Dispose();
            _lease = database.TryTake(job);
            return _lease is not null;
        }
    }

    public void Dispose()
    {
        _lease?.Dispose();
        _lease = null;
    }
}
