using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Sql;

/// <summary>
/// What a piece of work depends on: all that it reads in order to decide, and that others might change meanwhile. Work
/// with a key in common never runs at the same time, in whatever instance; work on <see cref="All"/> runs alone.
/// </summary>
public sealed class WriteKeys
{
    private readonly SortedSet<long> _hashes;

    private WriteKeys(SortedSet<long> hashes, bool isBesideAll = false) =>
        (_hashes, IsBesideAll) = (hashes, isBesideAll);

    /// <summary>The whole database: always right, and one after the other.</summary>
    public static WriteKeys All { get; } = new([]);

    /// <summary>Only adds rows, and depends on nothing that others write.</summary>
    public static WriteKeys None { get; } = new([0]);

    internal bool IsAll => _hashes.Count == 0;

    internal bool IsBesideAll { get; }

    internal IReadOnlyCollection<long> Hashes => ReferenceEquals(this, None) ? [] : _hashes;

    /// <param name="kind">What they are keys of, such as <c>patient</c>.</param>
    /// <param name="values">Their values.</param>
    public static WriteKeys Of(string kind, params IEnumerable<string> values) =>
        new([.. values.Select(value => Hash(kind, value))]);

    /// <summary>
    /// This alone: work on <see cref="All"/> goes on beside it, unless it asks for the same by
    /// <see cref="WriteSession.Depend"/>. For rows that hardly anybody else changes.
    /// </summary>
    public static WriteKeys Only(string kind, string value) => new([Hash(kind, value)], isBesideAll: true);

    /// <summary>These and those.</summary>
    public WriteKeys And(string kind, params IEnumerable<string> values) =>
        new([.. _hashes, .. values.Select(value => Hash(kind, value))]);

    internal static long Hash(string kind, string value) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{value}")));
}
