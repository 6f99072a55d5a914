namespace XdsDmp.Tests.Unit.Registry.PatientIdentity.Mllp;

/// <summary>Timers that go off when a test says that their time has passed.</summary>
internal sealed class ManualTimers : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(callback, state) { Due = dueTime };
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    /// <summary>Those that wait for no longer than this go off.</summary>
    public void Pass(TimeSpan time)
    {
        foreach (var timer in DueWithin(time))
        {
            timer.GoOff();
        }
    }

    /// <summary>Until somebody waits for no longer than this.</summary>
    public Task UntilDueAsync(TimeSpan time) =>
        Tests.Support.Eventually.IsTrueAsync($"a timer of {time}", () => DueWithin(time).Count > 0);

    private List<Timer> DueWithin(TimeSpan time)
    {
        lock (_lock)
        {
            return [.. _timers.Where(t => t.Due > TimeSpan.Zero && t.Due <= time)];
        }
    }

    private sealed class Timer(TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void GoOff() => callback(state);

        public void Dispose() => Due = TimeSpan.Zero;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
