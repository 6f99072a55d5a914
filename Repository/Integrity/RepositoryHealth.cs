using XdsDmp.Hosting.Health;
using XdsDmp.Repository.Storage;

namespace XdsDmp.Repository.Integrity;

/// <summary>
/// What else a repository's readiness hangs on: where its documents are, and what is left to be done.
/// </summary>
internal sealed class RepositoryHealth(RepositoryNode repository)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>What waits for longer than this does not settle itself.</summary>
    private const int PatienceSeconds = 3_600;

    public void AddTo(NodeHealth health)
    {
        health.Add("content store", StoreAsync);
        health.Add("documents", _ => ValueTask.FromResult(Documents()));
        health.Add("submissions", _ => ValueTask.FromResult(Submissions()));
        health.Add("removals", _ => ValueTask.FromResult(Removals()));
    }

    private async ValueTask<HealthFinding> StoreAsync(CancellationToken cancel)
    {
        try
        {
            var store = await repository.Content.Store.CheckAsync(cancel);
            var kind = repository.Options.ContentStore;
            return store.Trouble is { } trouble
                ? HealthFinding.Failing("content store", $"{kind}: {trouble}")
                : HealthFinding.Ok("content store", store.FreeOctets is { } free
                    ? $"{kind}: {free / Mebibyte} MiB free"
                    : $"{kind}");
        }
        catch (IOException away)
        {
            return HealthFinding.Failing("content store", away.Message);
        }
    }

    private HealthFinding Documents() => repository.Damages.Count switch
    {
        0 => HealthFinding.Ok("documents", "none is known to be damaged"),
        var count => HealthFinding.Degraded(
            "documents", $"{count} are damaged: 'xdsdmp content check' names them, 'xdsdmp content repair' helps"),
    };

    private HealthFinding Submissions() => repository.Readers.Read(DocumentStore.OldestIntent) switch
    {
        (0, _) => HealthFinding.Ok("submissions", "none waits for the registry's word"),
        var (count, since) => Waiting(
            "submissions", $"{count} wait for the registry's word", repository.Now - since),
    };

    private HealthFinding Removals() => repository.Readers.Read(LooseContent.OldestRemoved) switch
    {
        (0, _) => HealthFinding.Ok("removals", "the octets of all removed documents are deleted"),
        var (count, since) => Waiting(
            "removals", $"the octets of {count} removed documents are still to be deleted", repository.Now - since),
    };

    private static HealthFinding Waiting(string name, string what, long seconds) => seconds > PatienceSeconds
        ? HealthFinding.Degraded(name, $"{what}, the oldest since {seconds / 60} minutes")
        : HealthFinding.Ok(name, what);
}
