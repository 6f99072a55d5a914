using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Registry.Dmp.Accounts;

/// <summary>
/// One-time codes of a portal for patients: six digits, good for three minutes and for one use; after a few wrong ones
/// the login waits. Nothing of it outlives the process, and no code is kept as it is.
/// </summary>
internal sealed class OneTimeCodes(TimeProvider clock)
{
    public const int Digits = 6;
    public const int MaxFailures = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    /// <summary>Logins with a code or a lock at once; beyond, those that are over are forgotten first.</summary>
    private const int MaxLogins = 100_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, State> _logins = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();

    /// <summary>A new code, to be sent to the patient; the one before is void. Null: the login is locked.</summary>
    public string? Issue(string login)
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
            var state = _logins.GetValueOrDefault(login);
            if (state?.LockedUntil > now || !HasRoom(now))
            {
                return null;
            }

            var code = RandomNumberGenerator.GetString("0123456789", Digits);
            _logins[login] = new State(Hash(login, code), now + Life, state?.Failures ?? 0, default);
            return code;
        }
    }

    /// <summary>True once for each code.</summary>
    public bool Redeem(string login, string code)
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
            if (!_logins.TryGetValue(login, out var state) || state.LockedUntil > now)
            {
                return false;
            }

            if (state.Until > now && CryptographicOperations.FixedTimeEquals(Hash(login, code), state.Code))
            {
                _logins.Remove(login);
                return true;
            }

            var failures = state.Failures + 1;
            _logins[login] = failures < MaxFailures
                ? state with { Failures = failures }
                : new State([], default, 0, now + Lock);
            return false;
        }
    }

    private bool HasRoom(DateTimeOffset now)
    {
        if (_logins.Count >= MaxLogins)
        {
            foreach (var (login, _) in _logins.Where(one => one.Value.Until < now && one.Value.LockedUntil < now))
            {
                _logins.Remove(login);
            }
        }

        return _logins.Count < MaxLogins;
    }

    private byte[] Hash(string login, string code) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{login}\n{code}"));

    private sealed record State(byte[] Code, DateTimeOffset Until, int Failures, DateTimeOffset LockedUntil);
}
