namespace XdsDmp.Security.Trust;

/// <summary>
/// A value made from files: made anew when they have changed, looked at no more often than every two seconds and only
/// when asked for. While the files are bad the last good value stands, and the trouble is told once.
/// </summary>
internal sealed class Reloading<T>
    where T : class
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly Func<string> _fingerprint;
    private readonly Func<T> _load;
    private readonly Action<TrustException> _trouble;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private volatile T _current;
    private long _lookedAt;
    private string? _loadedFrom;
    private volatile string? _told;

    /// <exception cref="TrustException">There is no good value to begin with.</exception>
    public Reloading(Func<string> fingerprint, Func<T> load, Action<TrustException> trouble, TimeProvider clock)
    {
        _fingerprint = fingerprint;
        _load = load;
        _trouble = trouble;
        _clock = clock;
        _lookedAt = clock.GetTimestamp();
        _loadedFrom = fingerprint();
        _current = load();
    }

    /// <summary>Why what stands is not what the files say; null when it is.</summary>
    public string? Trouble => _told;

    public T Current
    {
        get
        {
            // Callers who come while another looks take the value that stands.
            if (_clock.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= LookEvery && _lock.TryEnter())
            {
                try
                {
                    Volatile.Write(ref _lookedAt, _clock.GetTimestamp());
                    Look();
                }
                finally
                {
                    _lock.Exit();
                }
            }

            return _current;
        }
    }

    private void Look()
    {
        try
        {
            // Taken before reading: a write during the reading shows at the next look.
            string fingerprint = _fingerprint();
            if (fingerprint != _loadedFrom)
            {
                _loadedFrom = null;
                _current = _load();
                _loadedFrom = fingerprint;
            }

            _told = null;
        }
        catch (TrustException trouble)
        {
            Tell(trouble);
        }
    }

    private void Tell(TrustException trouble)
    {
        if (_told != trouble.Message)
        {
            _told = trouble.Message;
            _trouble(trouble);
        }
    }
}
