using System.Data.Common;
using System.Diagnostics;

namespace XdsDmp.Sql;

/// <summary>Whether a commit gets through the writer's queue to the disk, now.</summary>
public sealed class WriteProbe(GroupCommitWriter writer, TimeProvider clock)
{
    /// <summary>How long it took.</summary>
    /// <exception cref="WriteProbeException">It did not get through; says why.</exception>
    /// <exception cref="StoreBusyException">The queue is full.</exception>
    public async Task<TimeSpan> TryAsync(CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            await writer.WriteAsync(
                session => session.Put(
                    "INSERT INTO health_probe (id, at) VALUES (1, @at) ON CONFLICT (id) DO UPDATE SET at = excluded.at",
                    now),
                WriteKeys.None).WaitAsync(cancel);
            return Stopwatch.GetElapsedTime(began);
        }
        catch (DbException failure)
        {
            throw new WriteProbeException(failure.Message, failure);
        }
    }
}

/// <summary>The database cannot be written.</summary>
public sealed class WriteProbeException : Exception
{
    public WriteProbeException()
    {
    }

    public WriteProbeException(string message)
        : base(message)
    {
    }

    public WriteProbeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
