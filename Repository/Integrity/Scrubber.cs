using XdsDmp.Repository.Content;
using XdsDmp.Repository.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// Reads every document once in a while and compares it with its hash, so that damage is found while there is still a
/// backup without it. It is slow on purpose: those who work come first.
/// </summary>
internal sealed class Scrubber(RepositoryNode repository, ILogger logger)
{
    /// <summary>Other work of the background waits for a round.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private long _looked;

    /// <summary>Verifies what is due, for a minute; the number of documents looked at.</summary>
    /// <exception cref="IOException">The store cannot be read at the moment.</exception>
    public async Task<int> RunOnceAsync(CancellationToken cancel)
    {
        if (repository.Options.ScrubDays <= 0)
        {
            return 0;
        }

        var due = repository.Now - (repository.Options.ScrubDays * 86_400L);
        var looked = 0;
        var start = repository.Clock.GetTimestamp();
        var pace = new Pace(repository.Options.ScrubBytesPerSecond, repository.Clock);
        while (repository.Readers.Read(
            session => DamageStore.NotVerifiedSince(session, due)) is { Count: > 0 } documents)
        {
            foreach (var document in documents)
            {
                await VerifyAsync(document, pace, cancel);
                looked++;
                if (repository.Clock.GetElapsedTime(start) > Round)
                {
                    _looked += looked;
                    return looked;
                }
            }
        }

        _looked += looked;
        if (_looked > 0)
        {
            logger.LogInformation(
                "Verified {Count} documents; {Damaged} are damaged", _looked, repository.Damages.Count);
            _looked = 0;
        }

        return looked;
    }

    private async Task VerifyAsync(StoredDocument document, Pace pace, CancellationToken cancel)
    {
        try
        {
            await ContentVerifier.VerifyAsync(repository.Content, document.Content, cancel, pace.KeepAsync);
            await repository.Writer.WriteAsync(
                session => DamageStore.Verified(session, document, repository.Now), WriteKeys.None);
        }
        catch (ContentDamagedException damaged)
        {
            // It may have been removed meanwhile: then there is nothing to mark.
            await repository.Damages.TellAsync(document, damaged.Message);
            await repository.Writer.WriteAsync(
                session => DamageStore.LookedAt(session, document, repository.Now), WriteKeys.None);
        }
    }

    /// <summary>Waits as long as it takes not to read faster than that.</summary>
    private sealed class Pace(long bytesPerSecond, TimeProvider clock)
    {
        private readonly long _start = clock.GetTimestamp();
        private long _bytes;

        public Task KeepAsync(int bytes, CancellationToken cancel)
        {
            _bytes += bytes;
            var ahead = TimeSpan.FromSeconds((double)_bytes / bytesPerSecond) - clock.GetElapsedTime(_start);
            return ahead > TimeSpan.FromMilliseconds(20) ? Task.Delay(ahead, clock, cancel) : Task.CompletedTask;
        }
    }
}
