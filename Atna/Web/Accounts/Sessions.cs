using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Atna.Web.Accounts;

/// <summary>
/// Who is logged in. Kept in memory: a restart logs everybody out, and no database holds a key to it.
/// </summary>
internal sealed class Sessions(TimeProvider clock)
{
    private const int MaxSessions = 10_000;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>The token for the cookie.</summary>
    public string Open(string name)
    {
        foreach (var (key, session) in _sessions.Where(pair => IsOver(pair.Value)))
        {
            _sessions.TryRemove(new KeyValuePair<string, Session>(key, session));
        }

        if (_sessions.Count >= MaxSessions)
        {
            throw new XdsDmp.Sql.StoreBusyException();
        }

        var token = NewToken();
        var now = clock.GetUtcNow();
        _sessions[KeyOf(token)] = new Session(name, NewToken(), now, now);
        return token;
    }

    /// <summary>Null when there is none, or it is over.</summary>
    public Session? Find(string? token)
    {
        if (token is null || !_sessions.TryGetValue(KeyOf(token), out var session) || IsOver(session))
        {
            return null;
        }

        var used = session with { UsedAt = clock.GetUtcNow() };
        return _sessions.TryUpdate(KeyOf(token), used, session) ? used : session;
    }

    public void Close(string token) => _sessions.TryRemove(KeyOf(token), out _);

    internal static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private bool IsOver(Session session) =>
        clock.GetUtcNow() - session.UsedAt > Idle || clock.GetUtcNow() - session.OpenedAt > Longest;

    /// <summary>A look-up by hash tells nothing of the token by how long it takes.</summary>
    private static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <param name="Name">The auditor.</param>
/// <param name="FormToken">Stands in every form that changes something (against cross-site request forgery).</param>
/// <param name="OpenedAt">Login.</param>
/// <param name="UsedAt">Last request.</param>
internal sealed record Session(string Name, string FormToken, DateTimeOffset OpenedAt, DateTimeOffset UsedAt);
