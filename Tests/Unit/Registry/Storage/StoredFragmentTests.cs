using System.Security.Cryptography;
using System.Text;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Registry.Storage;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.Registry.Storage;

/// <summary>What a row keeps is read back as it was, whatever it was; damage stays within its row.</summary>
[TestClass]
public sealed class StoredFragmentTests
{
    private const int Cases = 3000;

    public static IEnumerable<object[]> Objects =>
        A.SubmissionWithFolder().Objects.Select(it => new object[] { it.GetType().Name + " " + it.Id, it });

    private static byte[] Entry => Fragment.Of(A.DocumentEntry());

    [TestMethod]
    [DynamicData(nameof(Objects))]
    public void EveryKindOfObjectIsKeptInAThird(string _, Identifiable it)
    {
        var fragment = Fragment.Of((RegistryObject)it);
        var stored = StoredFragment.Of(fragment);

        CollectionAssert.AreEqual(fragment, stored.Read());
        Assert.AreEqual(fragment.Length, stored.Length);
        Assert.IsLessThan(fragment.Length / 3, stored.Octets.Length);
    }

    [TestMethod]
    public void AnyTextComesBackAsItWas()
    {
        var phrases = Encoding.UTF8.GetString(FragmentPhrases.All[0].Octets);
        for (var seed = 0; seed < Cases; seed++)
        {
            var fragment = Encoding.UTF8.GetBytes(Mixture(phrases, new Random(seed)));

            CollectionAssert.AreEqual(fragment, StoredFragment.Of(fragment).Read(), $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void LengthsAtTheLimit(int beyond)
    {
        var entry = Entry;
        byte[] fragment =
            [.. entry, .. Enumerable.Repeat((byte)'x', FragmentPhrases.MaxFragment - entry.Length + beyond)];

        var stored = StoredFragment.Of(fragment);

        CollectionAssert.AreEqual(fragment, stored.Read());
        Assert.AreEqual(beyond > 0 ? (byte)'<' : (byte)1, stored.Octets[0]);
    }

    [TestMethod]
    public void RowsOfEarlierVersionsAreTheEbrimItself() =>
        CollectionAssert.AreEqual(Entry, StoredFragment.OfRow(Entry).Read());

    [TestMethod]
    public void ARowCutShortIsNotAnswered()
    {
        var stored = StoredFragment.Of(Entry).Octets;
        for (var length = 1; length < stored.Length; length++)
        {
            var cut = stored[..length];
            Assert.ThrowsExactly<InvalidDataException>(() => StoredFragment.OfRow(cut), $"{length} octets");
        }
    }

    /// <summary>LZ4 reads nearly anything as some text: the checksum tells that it is another one.</summary>
    [TestMethod]
    public void ARowWithADamagedOctetIsNotAnswered()
    {
        var stored = StoredFragment.Of(Entry).Octets;
        for (var bit = 0; bit < stored.Length * 8; bit++)
        {
            var damaged = stored.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            var e = Assert.ThrowsExactly<InvalidDataException>(() => StoredFragment.OfRow(damaged), $"bit {bit}");
            StringAssert.Contains(e.Message, "damaged");
        }
    }

    [TestMethod]
    public void ALaterVersionsRowIsNotAnswered() => StringAssert.Contains(
        Assert.ThrowsExactly<InvalidDataException>(() => StoredFragment.OfRow([99, 1, 0, 0, 0, 0, 0, 0])).Message,
        "later");

    /// <summary>
    /// Rows cannot be read without the phrases that they were written with. A digest that changes here loses every
    /// registry there is: better phrases are new ones, with a number of their own.
    /// </summary>
    [TestMethod]
    [DataRow(1, "c7ab6763e67b6825f033155b5cbc15205d9b38c9674ee9b77a89b2d30e4d6a70")]
    [DataRow(2, "acbd2d28cf4ca83b82152c76ad06bee7d038862c8bddd34baebc08e0185fcad0")]
    [DataRow(3, "f34c09be9317edb17404e6fcf129750669f9ae0179fcf3ab128a8131ef474fa4")]
    public void PhrasesNeverChange(int number, string digest) => Assert.AreEqual(
        digest, Convert.ToHexStringLower(SHA256.HashData(FragmentPhrases.Numbered((byte)number)!.Octets)));

    [TestMethod]
    public void NumbersAreThoseOfTheirOrder()
    {
        foreach (var phrases in FragmentPhrases.All)
        {
            Assert.AreSame(phrases, FragmentPhrases.Numbered(phrases.Number));
        }

        Assert.IsNull(FragmentPhrases.Numbered(0));
        Assert.IsNull(FragmentPhrases.Numbered((byte)(FragmentPhrases.All.Length + 1)));
    }

    /// <summary>Pieces of the phrases, of what was written already, and of what nobody expects.</summary>
    private static string Mixture(string phrases, Random random)
    {
        var text = new StringBuilder("<rim:ExtrinsicObject ");
        for (var pieces = random.Next(200); pieces > 0; pieces--)
        {
            _ = random.Next(4) switch
            {
                0 => text.Append(Piece(phrases, random)),
                1 => text.Append(Piece(text.ToString(), random)),
                2 => text.Append("urn:uuid:").Append(new Guid(Octets(random, 16))),
                _ => text.Append((char)random.Next(1, 0xD800), random.Next(30)),
            };
        }

        return text.ToString();
    }

    private static string Piece(string of, Random random)
    {
        var start = random.Next(of.Length);
        return of.Substring(start, random.Next(Math.Min(of.Length - start, 500)));
    }

    private static byte[] Octets(Random random, int count)
    {
        var octets = new byte[count];
        random.NextBytes(octets);
        return octets;
    }
}
