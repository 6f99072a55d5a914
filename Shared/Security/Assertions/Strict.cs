using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Security.Assertions;

/// <summary>Reads elements of an assertion as strictly as their schema: nothing that we do not know passes.</summary>
internal static class Strict
{
    /// <summary>Characters of one value; nothing that an assertion needs comes near.</summary>
    public const int MaxValueLength = 16 * 1024;

    /// <summary>An element of elements; blanks between them are all the text it may have.</summary>
    public static ElementSequence Sequence(ElementNode element, params ReadOnlySpan<string> attributes)
    {
        Require(element, attributes);
        return element.Children.OfType<TextNode>().All(text => string.IsNullOrWhiteSpace(text.Value))
            ? new ElementSequence(element, SecurityFault.InvalidSecurityToken)
            : throw Malformed($"{element.LocalName} has text between its elements");
    }

    /// <summary>An element of text, without the blanks around it.</summary>
    public static string Text(ElementNode element, params ReadOnlySpan<string> attributes)
    {
        Require(element, attributes);
        return element.Elements.Any() ? throw Malformed($"{element.LocalName} holds elements") : Bounded(element);
    }

    /// <summary>The same, and not empty.</summary>
    public static string Value(ElementNode element, params ReadOnlySpan<string> attributes) =>
        Text(element, attributes) is { Length: > 0 } text ? text : throw Malformed($"{element.LocalName} is empty");

    public static string Bounded(ElementNode element)
    {
        var text = element.Text().Trim(' ', '\t', '\r', '\n');
        return text.Length <= MaxValueLength
            ? text
            : throw Malformed($"{element.LocalName} has {text.Length} characters; accepted: {MaxValueLength}");
    }

    public static string Required(ElementNode element, string attribute) =>
        element.Attribute(attribute) is { Length: > 0 } value
            ? value
            : throw Malformed($"{element.LocalName} has no {attribute}");

    public static UntrustedMessageException Malformed(string reason) =>
        new(SecurityFault.InvalidSecurityToken, reason);

    private static void Require(ElementNode element, ReadOnlySpan<string> attributes)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.NamespaceUri.Length == 0
                ? !attributes.Contains(attribute.Name.LocalName)
                : attribute.Name.NamespaceUri != SamlNames.Xsi)
            {
                throw Malformed($"{element.LocalName} has an attribute {Quoted.Of(attribute.Name.Qualified)}");
            }
        }
    }
}
