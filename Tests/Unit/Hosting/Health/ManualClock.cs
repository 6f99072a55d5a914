using XdsDmp.Tests.Unit.Registry.PatientIdentity.Mllp;

namespace XdsDmp.Tests.Unit.Hosting.Health;

/// <summary>Time that passes when a test says so: timestamps as well as timers.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly ManualTimers _timers = new();
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _timers.CreateTimer(callback, state, dueTime, period);

    public void Pass(TimeSpan time)
    {
        Interlocked.Add(ref _ticks, time.Ticks);
        _timers.Pass(time);
    }
}
