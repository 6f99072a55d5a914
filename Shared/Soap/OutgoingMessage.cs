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
    public IReadOnlyList<ReadOnlyMemory<byte>> BodyContinued { get; init; } = [];

    /// <summary>Reference parameters of the endpoint that the message goes to, as header blocks.</summary>
    public string? ReferenceParameters { get; init; }

    /// <summary>Ready-made header blocks, such as <c>wsse:Security</c>; the prefix <c>soap</c> is in scope.</summary>
    public ReadOnlyMemory<byte> SecurityHeader { get; init; }

    /// <summary>Header blocks that go with a fault; the prefix <c>soap</c> is in scope.</summary>
    public ReadOnlyMemory<byte> FaultHeader { get; init; }

    /// <summary>Only an MTOM message can have attachments.</summary>
    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];

    /// <summary>A question carries its action in the HTTP header too; an answer does not.</summary>
    public bool IsRequest { get; init; }
}
