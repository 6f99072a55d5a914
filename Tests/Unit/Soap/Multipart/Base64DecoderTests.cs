using System.Text;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Tests.Unit.Soap.Multipart;

[TestClass]
public sealed class Base64DecoderTests
{
    [TestMethod]
    public void AnyPiecesGiveTheSameBytes()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(0, 300)];
            random.NextBytes(bytes);
            var text = Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks);
            text = text.Insert(random.Next(text.Length + 1), " \t\r\n  ");
            CollectionAssert.AreEqual(bytes, Decode(text, () => random.Next(1, 20)), $"seed {seed}");
        }
    }

    [TestMethod]
    [DataRow("QUJ")]
    [DataRow("QUJD=")]
    [DataRow("QUI=QUJD")]
    [DataRow("QUI=\r\nQUJD")]
    [DataRow("Q=JD")]
    [DataRow("====")]
    [DataRow("QU-D")]
    [DataRow("QUJD\0\0\0\0")]
    public void TheInvalidIsRefusedInAnyPieces(string text)
    {
        Assert.ThrowsExactly<FormatException>(() => Decode(text, () => 100));
        Assert.ThrowsExactly<FormatException>(() => Decode(text, () => 1));
    }

    private static byte[] Decode(string text, Func<int> length)
    {
        var decoder = new Base64Decoder();
        var result = new MemoryStream();
        var rest = Encoding.Latin1.GetBytes(text).AsSpan();
        while (!rest.IsEmpty)
        {
            var piece = rest[..Math.Min(length(), rest.Length)];
            rest = rest[piece.Length..];
            var output = new byte[piece.Length + 4];
            result.Write(output, 0, decoder.Decode(piece, output));
        }

        decoder.Finish();
        return result.ToArray();
    }
}
