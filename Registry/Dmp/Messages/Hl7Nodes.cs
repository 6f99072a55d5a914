using XdsDmp.Registry.PatientIdentity.Hl7v3;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Registry.Dmp.Messages;

/// <summary>Finds things in a message of HL7 v3. Elements of another namespace are none of HL7's.</summary>
internal static class Hl7Nodes
{
    public const string Namespace = "urn:hl7-org:v3";

    /// <summary>Beyond this many of a kind nobody means it.</summary>
    private const int MaxRepetitions = 64;

    public static ElementNode? Child(this ElementNode? parent, string name) =>
        parent?.ElementsOf(Namespace, name).FirstOrDefault();

    public static IEnumerable<ElementNode> ChildrenOf(this ElementNode? parent, string name) =>
        parent?.ElementsOf(Namespace, name).Take(MaxRepetitions) ?? [];

    /// <summary>Down from child to child, the first of each name.</summary>
    public static ElementNode? Below(this ElementNode? parent, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            parent = parent.Child(name);
        }

        return parent;
    }

    /// <summary>Wherever below: where senders do not agree on the place.</summary>
    public static IEnumerable<ElementNode> Anywhere(this ElementNode? parent, string name) =>
        parent?.SelfAndDescendants().Where(node => node.Is(Namespace, name)).Take(MaxRepetitions) ?? [];

    /// <summary>An attribute without the blanks around it; null when there is nothing in it.</summary>
    public static string? Value(this ElementNode? element, string attribute) =>
        element?.Attribute(attribute)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>All text in an element, without the blanks around it; null when there is none.</summary>
    public static string? Words(this ElementNode? element)
    {
        var text = string.Concat(element?.SelfAndDescendants().Select(one => one.Text()) ?? []).Trim();
        return text.Length > 0 ? text : null;
    }

    /// <summary>Null when it says that there is none (nullFlavor).</summary>
    public static InstanceIdentifier? Identifier(this ElementNode? element) =>
        element.Value("root") is { } root ? new InstanceIdentifier(root, element.Value("extension")) : null;

    public static IReadOnlyList<InstanceIdentifier> Identifiers(this ElementNode? parent, string name) =>
        [.. parent.ChildrenOf(name).Select(Identifier).OfType<InstanceIdentifier>()];
}
