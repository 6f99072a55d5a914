using System.Xml;

namespace XdsDmp.Soap;

/// <summary>A SOAP fault: one that we shall send, or one that a peer has sent.</summary>
/// <param name="Code">Who is to blame.</param>
/// <param name="Reason">What is wrong, for a person to read.</param>
public sealed record FaultDescription(FaultCode Code, string Reason)
{
    public XmlQualifiedName? Subcode { get; init; }

    /// <summary>The code below the subcode; WS-Addressing tells there what is wrong with a header.</summary>
    public XmlQualifiedName? SubSubcode { get; init; }

    /// <summary>Of the reason, as <c>xml:lang</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The header that is missing or wrong (<c>wsa:ProblemHeaderQName</c>).</summary>
    public XmlQualifiedName? ProblemHeader { get; init; }

    /// <summary>The action that is not supported (<c>wsa:ProblemAction</c>).</summary>
    public string? ProblemAction { get; init; }

    /// <summary>Mandatory header blocks not understood (<c>NotUnderstood</c>, SOAP 1.2 part 1 §5.4.8).</summary>
    public IReadOnlyList<XmlQualifiedName> NotUnderstood { get; init; } = [];

    /// <summary>MessageID of the refused message, where it is known already.</summary>
    public string? RelatesTo { get; init; }

    /// <summary>Text of the detail element of a fault received, cut to a readable length.</summary>
    public string? Detail { get; init; }

    public override string ToString() =>
        $"{Code}{(Subcode is null ? "" : $" ({Subcode.Name})")}: {Reason}";
}
