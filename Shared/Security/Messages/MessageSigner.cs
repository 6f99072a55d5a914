using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Messages;

/// <summary>
/// Signs messages of our own: Timestamp, Body, addressing, confirmations and our certificate as a token, so that nobody
/// can take a part for another one.
/// </summary>
public sealed class MessageSigner(
    Func<X509Certificate2> signer, TimeSpan life, TimeProvider clock, XmlNames documentElement, bool isPss = false)
{
    private const string TokenId = "token";

    /// <summary>Content of wsse:Security before the signature: everything that will be signed of it.</summary>
    /// <param name="confirmed">Signature values of the question, in its answer.</param>
    /// <param name="assertion">An assertion to be carried.</param>
    public SecurityHeaderDraft Draft(IReadOnlyList<byte[]> confirmed, ReadOnlyMemory<byte> assertion)
    {
        var certificate = signer();
        var now = clock.GetUtcNow();
        var output = new ArrayBufferWriter<byte>(4096);
        var xml = new Utf8XmlWriter(output);
        xml.Start("wsu:Timestamp"u8).Attribute("wsu:Id"u8, "timestamp")
            .Element("wsu:Created"u8, Text(now)).Element("wsu:Expires"u8, Text(now + life)).End("wsu:Timestamp"u8)
            .Start("wsse:BinarySecurityToken"u8).Attribute("wsu:Id"u8, TokenId)
            .Attribute("EncodingType"u8, WssNames.Base64).Attribute("ValueType"u8, WssNames.X509Token)
            .Text(Convert.ToBase64String(certificate.RawDataMemory.Span)).End("wsse:BinarySecurityToken"u8);
        for (var i = 0; i < confirmed.Count; i++)
        {
            xml.Start("wsse11:SignatureConfirmation"u8).Attribute("xmlns:wsse11"u8, WssNames.Security11)
                .Attribute("wsu:Id"u8, $"confirmation-{i}")
                .Attribute("Value"u8, Convert.ToBase64String(confirmed[i])).End("wsse11:SignatureConfirmation"u8);
        }

        xml.Raw(assertion.Span);
        return new SecurityHeaderDraft(certificate, output.WrittenMemory);
    }

    /// <summary>The whole header, signed, and the value of its signature.</summary>
    /// <param name="draft">What <see cref="Draft"/> gave.</param>
    /// <param name="envelope">The envelope with the draft in it; what shall be signed bears wsu:Id.</param>
    /// <param name="openText">Opens the base64 text of an attachment by its xop href.</param>
    /// <param name="cancel">Nobody waits for it any more.</param>
    public async Task<(byte[] Header, byte[] Value)> SignAsync(
        SecurityHeaderDraft draft, ReadOnlyMemory<byte> envelope, Func<string, Stream?> openText,
        CancellationToken cancel)
    {
        var secured = SecuredEnvelope.Read(envelope, OwnMessages);
        var pieces = CanonicalPieces.Of(secured.Body, CanonicalMethod.Exclusive, documentElement);
        var digest = await PendingBody.DigestAsync(pieces, DigestMethod.Sha256, openText, cancel)
            .ConfigureAwait(false);
        return Sign(draft, secured, digest);
    }

    /// <summary>The same for a message without attachments, whose Body is never made nodes of.</summary>
    /// <param name="draft">What <see cref="Draft"/> gave.</param>
    /// <param name="envelope">The envelope with the draft in it, but with nothing in its Body.</param>
    /// <param name="body">The element Body as it will be sent.</param>
    /// <exception cref="UntrustedMessageException">Nobody could verify what would be signed.</exception>
    public (byte[] Header, byte[] Value) Sign(
        SecurityHeaderDraft draft, ReadOnlyMemory<byte> envelope, ReadOnlySpan<byte> body)
    {
        var secured = SecuredEnvelope.Read(envelope, OwnMessages);
        using var digest = new DigestWriter(DigestMethod.Sha256.Hash);
        try
        {
            OctetCanonicalizer.Write(body, secured.Document.Root.Declarations, digest, new SignedIds(secured).Look);
        }
        catch (XmlException malformed)
        {
            throw new UntrustedMessageException(SecurityFault.InvalidSecurity, malformed.Message, malformed);
        }

        return Sign(draft, secured, digest.Finish());
    }

    /// <summary>Our own answers may be larger than what we take from others.</summary>
    private static XmlLimits OwnMessages { get; } = XmlLimits.Metadata with
    {
        MaxCharacters = 0,
        MaxNodes = int.MaxValue,
    };

    private (byte[] Header, byte[] Value) Sign(SecurityHeaderDraft draft, SecuredEnvelope secured, byte[] body)
    {
        var parts = secured.Headers.Concat(secured.Security!.Elements)
            .Where(element => SignedIds.Of(element) is not null)
            .Select(element => SignedPart.Of($"#{SignedIds.Of(element)}", element))
            .Append(new SignedPart($"#{SignedIds.Of(secured.Body)}", body) { Canonical = CanonicalMethod.Exclusive })
            .ToList();
        var signature = SignatureWriter.Write(
            parts, draft.Certificate, SignatureMethod.For(draft.Certificate, isPss),
            new SignatureContent { KeyInfo = TokenKeyInfo() }, out var value);
        return (draft.Header(signature), value);
    }

    private static byte[] TokenKeyInfo()
    {
        var output = new ArrayBufferWriter<byte>(512);
        new Utf8XmlWriter(output).Start("ds:KeyInfo"u8).Start("wsse:SecurityTokenReference"u8)
            .Attribute("xmlns:wsse"u8, WssNames.Security)
            .Start("wsse:Reference"u8).Attribute("URI"u8, $"#{TokenId}").Attribute("ValueType"u8, WssNames.X509Token)
            .End("wsse:Reference"u8).End("wsse:SecurityTokenReference"u8).End("ds:KeyInfo"u8);
        return output.WrittenSpan.ToArray();
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A wsse:Security that is complete but for its signature.</summary>
public sealed record SecurityHeaderDraft(X509Certificate2 Certificate, ReadOnlyMemory<byte> Content)
{
    /// <summary>A header block that carries an assertion, and no signature.</summary>
    public static byte[] Carrying(ReadOnlyMemory<byte> assertion)
    {
        var output = new ArrayBufferWriter<byte>(assertion.Length + 512);
        new Utf8XmlWriter(output).Start("wsse:Security"u8).Attribute("xmlns:wsse"u8, WssNames.Security)
            .Attribute("soap:mustUnderstand"u8, "1").Raw(assertion.Span).End("wsse:Security"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>As a header block; the prefix <c>soap</c> is in scope.</summary>
    /// <exception cref="CryptographicException">The certificate has no key that signs.</exception>
    public byte[] Header(ReadOnlySpan<byte> signature = default)
    {
        var output = new ArrayBufferWriter<byte>(Content.Length + signature.Length + 512);
        new Utf8XmlWriter(output).Start("wsse:Security"u8).Attribute("xmlns:wsse"u8, WssNames.Security)
            .Attribute("xmlns:wsu"u8, WssNames.Utility).Attribute("soap:mustUnderstand"u8, "1")
            .Raw(Content.Span).Raw(signature).End("wsse:Security"u8);
        return output.WrittenSpan.ToArray();
    }
}
