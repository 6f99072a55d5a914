using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Security.Messages;

/// <summary>
/// Signed envelopes with random damage (XDSDMP_FUZZ_MUTATIONS of them, 50,000 by default): whatever is accepted says
/// what was signed, whatever is refused is refused in good order.
/// </summary>
[TestClass]
public sealed class MessageFuzzTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static int Mutations => int.Parse(
        Environment.GetEnvironmentVariable("XDSDMP_FUZZ_MUTATIONS") ?? "50000", CultureInfo.InvariantCulture);

    [TestMethod]
    public async Task WhateverIsAcceptedIsWhatWasSigned()
    {
        using var sample = new SignedSample("p256");
        var original = await sample.SignAsync();
        var expected = sample.Receive(original);
        var seed = Environment.TickCount;
        var verifier = sample.Verifier;
        var at = DateTimeOffset.UtcNow;
        var (accepted, slowest) = (0, TimeSpan.Zero);
        var random = new Random(seed);
        for (var i = 0; i < Mutations; i++)
        {
            var mutant = Mutation.Of(original, random);
            var clock = Stopwatch.GetTimestamp();
            try
            {
                var received = SignedSample.Receive(mutant, verifier, at);
                Assert.AreEqual(expected.Body, Meaning(received.Body), $"seed {seed}, mutation {i}");
                Assert.AreEqual(expected.Addressing, received.Addressing, $"seed {seed}, mutation {i}");
                Assert.AreEqual(expected.Verified.Signer.Thumbprint, received.Verified.Signer.Thumbprint);
                accepted++;
            }
            catch (Exception refusal) when (refusal is UntrustedMessageException or SoapFaultException or XmlException)
            {
                // In good order.
            }

            var elapsed = Stopwatch.GetElapsedTime(clock);
            slowest = elapsed > slowest ? elapsed : slowest;
        }

        Assert.IsLessThan(Longest, slowest, $"seed {seed}");
        Assert.IsLessThan(Mutations, accepted, "nothing was ever damaged");
    }

    /// <summary>To take back a default namespace that nobody has declared says nothing, and is not signed.</summary>
    private static string Meaning(string body) => body.Replace(" xmlns=\"\"", "", StringComparison.Ordinal);
}

/// <summary>Damage of the kinds that happen, and of the kinds that attackers do.</summary>
internal static class Mutation
{
    private static readonly string[] Pieces =
    [
        "<!--x-->", "<?x y?>", "&#x0;", "&lt;", "&#13;", " ", "\n", "<x/>", " Id=\"body\"", " ID=\"body\"",
        " wsu:Id=\"body\"", " xml:id=\"token\"", " xmlns=\"\"", " xmlns:wsa=\"urn:x\"", "<![CDATA[x]]>", "=", "\"", "#",
        "</soap:Body><soap:Body>", "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "sha1", "\u0000", "\uFFFD", "A",
    ];

    public static byte[] Of(byte[] original, Random random)
    {
        var octets = new List<byte>(original);
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            Mutate(octets, random);
        }

        return [.. octets];
    }

    private static void Mutate(List<byte> octets, Random random)
    {
        var at = random.Next(octets.Count);
        switch (random.Next(7))
        {
            case 0:
                octets[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                octets[at] = (byte)random.Next(32, 127);
                break;
            case 2:
                octets.RemoveRange(at, Math.Min(random.Next(1, 40), octets.Count - at));
                octets.Add((byte)' ');
                break;
            case 3:
                octets.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                break;
            case 4:
                octets.InsertRange(at, octets.GetRange(
                    random.Next(octets.Count / 2), random.Next(1, octets.Count / 2)));
                break;
            case 5:
                MoveElement(octets, random);
                break;
            default:
                SwapText(octets, random);
                break;
        }
    }

    /// <summary>From one tag's beginning to another's end, somewhere else between two tags.</summary>
    private static void MoveElement(List<byte> octets, Random random)
    {
        var start = octets.IndexOf((byte)'<', random.Next(octets.Count));
        var end = start < 0 ? -1 : octets.IndexOf((byte)'>', Math.Min(octets.Count - 1, start + random.Next(1, 400)));
        if (end < 0)
        {
            return;
        }

        var piece = octets.GetRange(start, end - start + 1);
        if (random.Next(2) == 0)
        {
            octets.RemoveRange(start, piece.Count);
        }

        var to = octets.Count == 0 ? -1 : octets.IndexOf((byte)'<', random.Next(octets.Count));
        octets.InsertRange(Math.Max(to, 0), piece);
    }

    private static void SwapText(List<byte> octets, Random random)
    {
        var (a, b) = (random.Next(octets.Count), random.Next(octets.Count));
        (octets[a], octets[b]) = (octets[b], octets[a]);
    }
}
