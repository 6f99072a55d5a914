using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Soap;
using XdsDmp.Xml;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>What all messages of HL7 v3 begin with (HL7 v3, Transmission Infrastructure).</summary>
internal sealed record Interaction
{
    /// <summary>Its own name, for instance <c>PRPA_IN201307UV02</c>.</summary>
    public string Name { get; init; } = "";

    public InstanceIdentifier? Id { get; init; }

    public string? ItsVersion { get; init; }

    /// <summary>P, T or D.</summary>
    public string? ProcessingCode { get; init; }

    /// <summary>The device to which the message is addressed, and the one that sends it.</summary>
    public InstanceIdentifier? Receiver { get; init; }

    public InstanceIdentifier? Sender { get; init; }

    /// <summary>Code of why it is sent.</summary>
    public string? Reason { get; init; }

    public static Interaction Read(ElementNode message) => new()
    {
        Name = message.LocalName,
        Id = message.Child("id").Identifier(),
        ItsVersion = message.Value("ITSVersion"),
        ProcessingCode = message.Child("processingCode").Value("code"),
        Receiver = message.Below("receiver", "device", "id").Identifier(),
        Sender = message.Below("sender", "device", "id").Identifier(),
        Reason = message.Below("controlActProcess", "reasonCode").Value("code"),
    };
}

/// <summary>The child of a message's Body, as nodes.</summary>
internal static class MessageNodes
{
    /// <summary>What a DMP message may cost; the largest known one has some hundred elements.</summary>
    private static readonly XmlLimits Limits = new() { MaxNodes = 20_000 };

    /// <exception cref="System.Xml.XmlException">A limit is exceeded.</exception>
    public static ElementNode BodyOf(SoapMessage request)
    {
        using var body = request.ReadBody();
        return NodeTree.Read(body, Limits).Root;
    }

    /// <summary>The code by which transactions of one action are told apart; null without one.</summary>
    public static string? ReasonOf(SoapMessage request)
    {
        using var body = request.ReadBody();
        var depth = body.Depth;
        while (body.Read() && body.Depth > depth)
        {
            if (body.Depth == depth + 2 && body.LocalName == "reasonCode" && body.NamespaceURI == Hl7Nodes.Namespace)
            {
                return body.GetAttribute("code")?.Trim();
            }
        }

        return null;
    }
}
