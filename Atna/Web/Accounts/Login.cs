using XdsDmp.Atna.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Atna.Web.Accounts;

/// <summary>
/// Tries name, password and one-time code. After a few failures an account is locked for a while; nobody is told which
/// of the three was wrong, or that there is no such account.
/// </summary>
internal sealed class Login(GroupCommitWriter writer, ReaderPool readers, TimeProvider clock) : IDisposable
{
    private const int MaxFailures = 5;
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    /// <summary>Hashes computed at once: each costs a core for a quarter of a second, and anybody may ask.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    private readonly AuditorAccount _nobody = AuditorAccount.Create("nobody", Guid.NewGuid().ToString());

    /// <summary>The auditor's name; null when it failed.</summary>
    /// <exception cref="StoreBusyException">Too many are waiting.</exception>
    public async Task<string?> TryAsync(string name, string password, string code, CancellationToken cancel)
    {
        if (!await _turn.WaitAsync(TimeSpan.FromSeconds(5), cancel))
        {
            throw new StoreBusyException();
        }

        try
        {
            var known = readers.Read(session => AuditorStore.Find(session, name));
            var isRight = (known ?? _nobody).HasPassword(
                password.Length <= AuditorAccount.MaxPasswordLength ? password : "");
            return known is null
                ? null
                : await writer.WriteAsync(session => Judge(session, name, isRight, code)) ? name : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>In the writer's transaction: two tries at the same time cannot use one code.</summary>
    private bool Judge(WriteSession session, string name, bool isPasswordRight, string code)
    {
        var now = clock.GetUtcNow();
        if (AuditorStore.Find(session, name) is not { } account || account.LockedUntil > now)
        {
            return false;
        }

        if (isPasswordRight && OneTimeCode.Match(account.Totp, code, now) is { } step && step > account.LastStep)
        {
            AuditorStore.Save(session, account with { LastStep = step, Failures = 0 });
            return true;
        }

        var failures = account.Failures + 1;
        AuditorStore.Save(session, failures < MaxFailures
            ? account with { Failures = failures }
            : account with { Failures = 0, LockedUntil = now + Lock });
        return false;
    }
}
