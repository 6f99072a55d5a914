using XdsDmp.Soap.Multipart;

namespace XdsDmp.Soap;

/// <summary>A message to be written by <see cref="SoapWriter"/>.</summary>
public sealed record OutgoingMessage
{
    public SoapForm Form { get; init; } = SoapForm.Default;

    public AddressingHeaders Addressing { get; init; } = new();

    /// <summary>The one child of the Body as UTF-8; declares the namespaces it uses.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// The rest of that child where it comes in pieces: written behind <see cref="Body"/> without being joined first.
    /// </summary>
    public IReadOnlyList<IBodyPiece> BodyContinued { get; init; } = [];

    /// <summary>Reference parameters of the endpoint that the message goes to, as header blocks.</summary>
    public string? ReferenceParameters { get; init; }

    /// <summary>Body and addressing bear <c>wsu:Id</c>, so that a signature can name them.</summary>
    public bool BearsIds { get; init; }

    /// <summary>Of the sentences that a question wants to be answered with, as <c>Accept-Language</c>.</summary>
    public string? AcceptLanguage { get; init; }

    /// <summary>The span that the request belongs to, as <c>traceparent</c> (W3C Trace Context).</summary>
    public string? TraceParent { get; init; }

    /// <summary>A SAML assertion to be carried in the security header that protects the message.</summary>
    public ReadOnlyMemory<byte> Assertion { get; init; }

    /// <summary>Ready-made header blocks, such as <c>wsse:Security</c>; the prefix <c>soap</c> is in scope.</summary>
    public ReadOnlyMemory<byte> SecurityHeader { get; init; }

    /// <summary>The value of the signature in <see cref="SecurityHeader"/>, which an answer may confirm.</summary>
    public ReadOnlyMemory<byte> SignatureValue { get; init; }

    /// <summary>Header blocks that go with a fault; the prefix <c>soap</c> is in scope.</summary>
    public ReadOnlyMemory<byte> FaultHeader { get; init; }

    /// <summary>Only an MTOM message can have attachments.</summary>
    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];

    /// <summary>A question carries its action in the HTTP header too; an answer does not.</summary>
    public bool IsRequest { get; init; }

    /// <summary>
    /// The base64 text that an xop:Include of this message stands for; null without such an attachment.
    /// </summary>
    public Stream? OpenText(string href)
    {
        var id = XopInclude.ContentIdOf(href);
        var attachment = Attachments.FirstOrDefault(one => one.ContentId == id);
        return attachment is null ? null : new Base64TextStream(attachment.Open(), Base64Layout.Canonical);
    }
}
