using XdsDmp.Sql;

namespace XdsDmp.Hosting;

/// <summary>
/// What one instance at a time does for long: whether it is this one. A right that is lost, with the connection that
/// stood for it, is asked for again.
/// </summary>
/// <param name="take">Asks for it; null: there is no other instance.</param>
internal sealed class Turn(Func<ILease?>? take) : IDisposable
{
    private ILease? _lease;

    /// <summary>Asks for it, where it is nobody's.</summary>
    /// <exception cref="System.Data.Common.DbException">Nobody says.</exception>
    public bool IsOurs()
    {
        if (take is null || _lease is { IsHeld: true })
        {
            return true;
        }

        Leave();
        _lease = take();
        return _lease is not null;
    }

    /// <summary>Somebody else may have more luck.</summary>
    public void Leave()
    {
        _lease?.Dispose();
        _lease = null;
    }

    public void Dispose() => Leave();
}
