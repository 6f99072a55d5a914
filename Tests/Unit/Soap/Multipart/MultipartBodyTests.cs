using System.IO.Pipelines;
using System.Text;
using XdsDmp.Soap;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Tests.Unit.Soap.Multipart;

[TestClass]
public sealed class MultipartBodyTests
{
    private const string Boundary = "MIMEBoundary_X";

    // Whatever a careless scanner might take for a delimiter, or half of one.
    private static readonly string[] Fragments =
    [
        "\r", "\n", "\r\n", "-", "--", "\r\n--", "\r\n--MIME", "\r\n--MIMEBoundary_", "\r\n--MIMEBoundary_Xx",
        "\r\n--MIMEBoundary_X--x", "\n--MIMEBoundary_X-", "--MIMEBoundary_X\r\r", "MIMEBoundary_X",
        "\r\r\n--MIMEBoundary_Y",
    ];

    [TestMethod]
    public async Task AnyContentComesThroughInAnySegments()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var contents = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Content(random)).ToArray();
            var package = Package(contents, random.Next(2) == 0 ? "\r\n" : "\n");
            var max = 1 << random.Next(0, 12);
            var pipe = seed % 2 == 0
                ? Arrival.InSegments(package, () => random.Next(1, max + 1))
                : Arrival.InPieces(package, () => random.Next(1, max + 1));
            var read = await ReadAllAsync(pipe, () => random.Next(1, 3000));
            Assert.HasCount(contents.Length, read, $"seed {seed}");
            for (var i = 0; i < contents.Length; i++)
            {
                Assert.IsTrue(contents[i].AsSpan().SequenceEqual(read[i]), $"seed {seed}, part {i}");
            }
        }
    }

    [TestMethod]
    public async Task ASplitAtAnyByteChangesNothing()
    {
        var content = "one\r\n--MIMEBoundary_Xx\r\ntwo\r\n"u8.ToArray();
        var package = Package([content, content], "\r\n");
        for (var at = 0; at <= package.Length; at++)
        {
            var read = await ReadAllAsync(Arrival.SplitAt(package, at), () => 100);
            Assert.HasCount(2, read);
            CollectionAssert.AreEqual(content, read[0]);
            CollectionAssert.AreEqual(content, read[1]);
        }
    }

    [TestMethod]
    public async Task APackageCutAnywhereIsRefused()
    {
        var package = Package(["one\r\n"u8.ToArray(), "two"u8.ToArray()], "\r\n");
        var closing = Encoding.ASCII.GetString(package).LastIndexOf("--", StringComparison.Ordinal) + 2;
        for (var length = 0; length < closing; length++)
        {
            var cut = package[..length];
            var fault = await Assert.ThrowsExactlyAsync<SoapFaultException>(
                () => ReadAllAsync(Arrival.AtOnce(cut), () => 100), $"cut to {length} bytes");
            Assert.Contains("the message ends", fault.Reason);
        }

        Assert.HasCount(2, await ReadAllAsync(Arrival.AtOnce(package[..closing]), () => 100));
    }

    [TestMethod]
    public async Task APartWithoutContentEndsAtItsBlankLine()
    {
        var read = await ReadAllAsync(
            Arrival.AtOnce($"--{Boundary}\r\nA: b\r\n\r\n--{Boundary}\r\n\r\n\r\n--{Boundary}--"), () => 100);
        Assert.HasCount(2, read);
        Assert.IsEmpty(read[0]);
        Assert.IsEmpty(read[1]);
    }

    /// <summary>What its sender is still sending has to be read before he listens to the refusal.</summary>
    [TestMethod]
    public async Task WhoeverRefusesAPartCanReadOn()
    {
        var package = Encoding.ASCII.GetBytes($"--{Boundary}\r\nno header\r\n\r\ncontent\r\n--{Boundary}--\r\n");
        var pipe = Arrival.InPieces(package, () => package.Length);
        var body = new MultipartBody(pipe, Boundary, new SoapLimits());
        await Assert.ThrowsExactlyAsync<SoapFaultException>(() => body.NextPartAsync(CancellationToken.None).AsTask());

        var rest = await pipe.ReadAsync();

        StringAssert.StartsWith(Encoding.ASCII.GetString(rest.Buffer), "content");
    }

    private static byte[] Content(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(0, 60); i > 0; i--)
        {
            text.Append(random.Next(3) == 0
                ? new string((char)random.Next(0, 256), random.Next(1, 400))
                : Fragments[random.Next(Fragments.Length)]);
        }

        // A whole delimiter line may come about by chance; the boundary of a real sender would not be in its document.
        return Encoding.Latin1.GetBytes(
            text.Append('.').ToString().Replace("_X\r\n", "_Z\r\n").Replace("_X\n", "_Z\n").Replace("_X--\r", "_Z--\r")
                .Replace("_X--\n", "_Z--\n").Replace("_X \r\n", "_Z").Replace("_X\t\r\n", "_Z"));
    }

    private static byte[] Package(byte[][] contents, string lineBreak)
    {
        var bytes = new MemoryStream();
        foreach (var content in contents)
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{lineBreak}--{Boundary}{lineBreak}A: b{lineBreak}{lineBreak}"));
            bytes.Write(content);
        }

        bytes.Write(Encoding.ASCII.GetBytes($"{lineBreak}--{Boundary}--{lineBreak}"));
        return bytes.ToArray();
    }

    private static async Task<List<byte[]>> ReadAllAsync(PipeReader pipe, Func<int> readLength)
    {
        var body = new MultipartBody(pipe, Boundary, new SoapLimits());
        var parts = new List<byte[]>();
        while (await body.NextPartAsync(CancellationToken.None) is not null)
        {
            var content = new MemoryStream();
            var stream = new PartStream(body);
            var buffer = new byte[4096];
            int count;
            while ((count = await stream.ReadAsync(buffer.AsMemory(0, readLength()))) > 0)
            {
                content.Write(buffer, 0, count);
            }

            parts.Add(content.ToArray());
        }

        await body.ReadEpilogueAsync(CancellationToken.None);
        return parts;
    }
}
