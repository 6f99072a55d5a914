using System.Security.Cryptography;
using XdsDmp.Repository.Content;
using XdsDmp.Repository.Integrity;

namespace XdsDmp.Tests.Unit.Repository.Integrity;

[TestClass]
public sealed class ContentComparisonTests
{
    private static readonly byte[] Octets = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
    private static readonly ContentReference Document = new("it", Octets.Length, SHA256.HashData(Octets), null);

    [TestMethod]
    [DataRow(1)]
    [DataRow(4_096)]
    [DataRow(100_000)]
    public void WhatWasStoredPassesByItsHashAndThenByItsChecksum(int piece)
    {
        var checksum = Read(Octets, piece, known: null);
        Assert.AreEqual(checksum, Read(Octets, 1_000, checksum));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(54_321)]
    [DataRow(99_999)]
    public void OneBitIsSeenByEither(int place)
    {
        var checksum = Read(Octets, 1_000, known: null);
        byte[] damaged = [.. Octets];
        damaged[place] ^= 1;
        Assert.ThrowsExactly<ContentDamagedException>(() => Read(damaged, 1_000, known: null));
        Assert.ThrowsExactly<ContentDamagedException>(() => Read(damaged, 1_000, checksum));
    }

    private static UInt128 Read(byte[] octets, int piece, UInt128? known)
    {
        using var comparison = new ContentComparison(Document, known);
        foreach (var part in octets.Chunk(piece))
        {
            comparison.Append(part);
        }

        comparison.Complete();
        return comparison.Checksum;
    }
}
