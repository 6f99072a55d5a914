using System.Buffers;
using System.Text;
using System.Xml;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>
/// Random damage to a message with a signed assertion: whatever is accepted says what was signed, whatever is refused
/// is refused in one of two ways, and nothing takes long. XDSDMP_FUZZ_MUTATIONS says how many mutations are worth the
/// time.
/// </summary>
[TestClass]
public sealed class AssertionMutationTests
{
    private const int UsualMutations = 50_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [TestMethod]
    [Timeout(3_600_000, CooperativeCancellation = true)]
    public void NoMutationIsAcceptedThatSaysAnythingElse()
    {
        using var issuer = new TestIssuer(rules: "\"reuse\": \"accept\",");
        var message = Encoding.UTF8.GetBytes(TestIssuer.Envelope(issuer.Sign(issuer.Draft()), body: "<x/>"));
        var other = Encoding.UTF8.GetBytes(TestIssuer.Envelope(
            issuer.Sign(issuer.Draft() with { Id = "_a2", NameId = new SamlName("other") })));
        string[] genuine = [.. new[] { message, other }.Select(one => SignedForm(Context(issuer, one).Assertion))];
        var random = new Random(20260601);
        var count = int.TryParse(Environment.GetEnvironmentVariable("XDSDMP_FUZZ_MUTATIONS"), out var wanted)
            ? wanted / 2
            : UsualMutations;
        var accepted = 0;
        for (var i = 0; i < count; i++)
        {
            var mutant = Mutant(random, message, other);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            try
            {
                var context = Context(issuer, mutant);
                var verified = issuer.Verifier.Verify(context);
                accepted++;
                CollectionAssert.Contains(genuine, SignedForm(context.Assertion), Text(mutant));
                Assert.IsTrue(verified.NameId is "jdoe" or "other", Text(mutant));
            }
            catch (Exception refused) when (refused is UntrustedMessageException or XmlException)
            {
                // As it must be.
            }
            catch (Exception failed) when (failed is not AssertFailedException)
            {
                Assert.Fail($"{failed}{Environment.NewLine}{Text(mutant)}");
            }

            Assert.IsLessThan(Longest, clock.Elapsed, Text(mutant));
        }

        Assert.IsLessThan(count, accepted, "some damage must show");
        Assert.AreEqual("jdoe", issuer.VerifyMessage(Text(message)).NameId, "and the verifier still works");
    }

    private static byte[] Mutant(Random random, byte[] message, byte[] other)
    {
        var mutant = new List<byte>(message);
        var edits = random.Next(1, 4);
        for (var i = 0; i < edits; i++)
        {
            Edit(random, mutant, other);
        }

        return [.. mutant];
    }

    private static void Edit(Random random, List<byte> mutant, byte[] other)
    {
        var at = random.Next(mutant.Count);
        var length = Math.Min(random.Next(1, 40), mutant.Count - at);
        switch (random.Next(9))
        {
            case 0:
                mutant[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                mutant[at] = (byte)random.Next(0x20, 0x7F);
                break;
            case 2:
                mutant.RemoveRange(at, length);
                break;
            case 3:
                mutant.InsertRange(random.Next(mutant.Count), mutant.GetRange(at, length));
                break;
            case 4:
                var from = random.Next(other.Length - length);
                mutant.InsertRange(at, other[from..(from + length)]);
                break;
            case 5:
                mutant.InsertRange(at, Encoding.UTF8.GetBytes(Snippets[random.Next(Snippets.Length)]));
                break;
            default:
                MoveElement(random, mutant, other);
                break;
        }
    }

    private static readonly string[] Snippets =
    [
        "<!-- -->", "<?x y?>", "<![CDATA[x]]>", " ID=\"_a1\"", " Id=\"_a1\"", " xmlns:x=\"urn:x\"", "&#x0;", "&amp;",
        "\r\n", "<x/>", "</x>", "xml:id=\"_a1\"", " xsi:type=\"x\"", " xmlns=\"urn:x\"", "é", "\0",
    ];

    /// <summary>Wrapping at random: a whole element goes, comes twice, or comes from the other message.</summary>
    private static void MoveElement(Random random, List<byte> mutant, byte[] other)
    {
        var text = Encoding.UTF8.GetString([.. mutant]);
        var source = random.Next(3) == 0 ? Encoding.UTF8.GetString(other) : text;
        if (ElementAt(source, random.Next(source.Length)) is not { } element)
        {
            return;
        }

        var target = text.IndexOf('<', random.Next(text.Length));
        var edited = random.Next(3) == 0 ? text.Replace(element, "", StringComparison.Ordinal)
            : target < 0 ? text
            : text.Insert(target, element);
        mutant.Clear();
        mutant.AddRange(Encoding.UTF8.GetBytes(edited));
    }

    private static string? ElementAt(string text, int at)
    {
        var start = text.IndexOf('<', at);
        if (start < 0 || start + 1 >= text.Length || text[start + 1] == '/')
        {
            return null;
        }

        var name = new string([.. text.Skip(start + 1).TakeWhile(c => char.IsLetterOrDigit(c) || c is ':' or '-')]);
        var end = text.IndexOf($"</{name}>", start, StringComparison.Ordinal);
        return end < 0 || name.Length == 0 ? null : text[start..(end + name.Length + 3)];
    }

    private static AssertionContext Context(TestIssuer issuer, byte[] message)
    {
        var document = NodeTree.Read(message);
        var security = document.Root.Elements.FirstOrDefault(e => e.LocalName == "Header")?.Elements
            .FirstOrDefault(e => e.LocalName == "Security");
        return new AssertionContext
        {
            Assertion = (security is null ? null : SecurityHeaderTokens.Assertion(security))
                ?? throw new UntrustedMessageException("no assertion"),
            Ids = new ElementIds(document),
            TlsClient = issuer.Client,
            Endpoint = TestIssuer.Endpoint,
        };
    }

    /// <summary>The canonical form without the signature: all that an assertion says.</summary>
    private static string SignedForm(ElementNode assertion)
    {
        var output = new ArrayBufferWriter<byte>();
        new Canonicalizer(CanonicalMethod.Exclusive, output)
        {
            Omits = element => element.Parent == assertion && element.Is(SignatureNames.Ds, "Signature"),
        }.Write(assertion);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Text(byte[] message) => Encoding.UTF8.GetString(message);
}
