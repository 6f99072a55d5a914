namespace XdsDmp.Security.Trust;

/// <summary>
/// Whom a node trusts: a folder of authorities, single pinned certificates and revocation lists, taken up again when
/// it changes. Both trust models of ITI-19 (ITI TF-2 §3.19: chain to a configured authority, or the exact
/// certificate). No store of the machine is ever asked.
/// </summary>
public sealed class TrustStore
{
    private readonly Reloading<TrustSnapshot> _snapshot;
    private readonly Action<TrustAlarm> _alarm;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private HashSet<string> _toldStale = [];
    private long _nextStaleCheckTicks;

    /// <exception cref="TrustException">At start-up the folder must be good.</exception>
    public TrustStore(string folder, TimeProvider clock, Action<TrustAlarm> alarm)
    {
        _clock = clock;
        _alarm = alarm;
        TrustFolder reader = new(folder);
        _snapshot = new Reloading<TrustSnapshot>(reader.Fingerprint, reader.Read, TellTrouble, clock);
        TellStaleLists(_snapshot.Current);
    }

    /// <summary>What holds now. Cheap: ask for every connection.</summary>
    public TrustSnapshot Current
    {
        get
        {
            TrustSnapshot current = _snapshot.Current;
            if (_clock.GetUtcNow().UtcTicks >= Volatile.Read(ref _nextStaleCheckTicks))
            {
                TellStaleLists(current);
            }

            return current;
        }
    }

    /// <summary>Why what holds is not what the folder says; null when it is.</summary>
    public string? Trouble => _snapshot.Trouble;

    private void TellTrouble(TrustException trouble) => _alarm(new TrustAlarm(
        _clock.GetUtcNow(), TrustAlarmKind.TrustFolderUnusable, trouble.Path,
        trouble.Message + " The trust that held before still holds."));

    private void TellStaleLists(TrustSnapshot snapshot)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        List<RevocationList> news = [];
        lock (_lock)
        {
            Volatile.Write(ref _nextStaleCheckTicks, now.AddSeconds(30).UtcTicks);
            List<RevocationList> stale = [.. snapshot.RevocationLists.Where(list => !list.IsCurrent(now))];
            news.AddRange(stale.Where(list => !_toldStale.Contains(Name(list))));
            _toldStale = [.. stale.Select(Name)];
        }

        foreach (RevocationList list in news)
        {
            _alarm(new TrustAlarm(
                now, TrustAlarmKind.RevocationListStale, list.Path,
                $"The revocation list {list.Path} holds from {list.ThisUpdate:u} to {list.NextUpdate:u}, not now."));
        }
    }

    private static string Name(RevocationList list) => $"{list.Path} {list.NextUpdate:u}";
}
