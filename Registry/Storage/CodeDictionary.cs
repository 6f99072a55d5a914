using System.Collections.Concurrent;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Storage;

/// <summary>Codes as integers. Writers keep what they have seen; a code that was rolled back is never kept.</summary>
internal sealed class CodeDictionary
{
    /// <summary>Real value sets hold some thousands; a sender of made-up codes must not fill the memory.</summary>
    private const int MaxRemembered = 50_000;

    private readonly ConcurrentDictionary<(string Scheme, string Value), long> _remembered = [];

    /// <summary>Several writers may ask at the same time.</summary>
    public long KeyOf(WriteSession session, Code code)
    {
        var name = (code.Scheme, code.Value);
        if (_remembered.TryGetValue(name, out var key))
        {
            return key;
        }

        key = Find(session, code.Scheme, code.Value) ?? session.Insert(
            "INSERT INTO code (scheme, value) VALUES (@scheme, @value)", code.Scheme, code.Value);
        session.OnCommit(() => Remember(name, key));
        return key;
    }

    /// <summary>Keys of the codes that any object has; what is not in the dictionary matches nothing.</summary>
    public static IReadOnlyList<long> Find(ReadSession session, IEnumerable<QueryCode> codes) =>
        [.. codes.Select(code => Find(session, code.Scheme, code.Value)).OfType<long>()];

    private static long? Find(ReadSession session, string scheme, string value) => session.First<long?>(
        "SELECT id FROM code WHERE scheme = @scheme AND value = @value", row => row.GetInt64(0), scheme, value);

    private void Remember((string Scheme, string Value) name, long key)
    {
        if (_remembered.Count >= MaxRemembered)
        {
            _remembered.Clear();
        }

        _remembered[name] = key;
    }
}
