using System.Text;
using System.Xml;

namespace XdsDmp.Audit.Summaries;

/// <summary>An element of a message in whatever namespace: local names, attributes, children, text.</summary>
internal sealed class AuditElement(string name)
{
    /// <summary>A handful, of which the first of a name counts.</summary>
    private readonly List<(string Name, string Value)> _attributes = [];

    private StringBuilder? _text;

    public string Name { get; } = name;

    public List<AuditElement> Children { get; } = [];

    public string Text => _text?.ToString().Trim() ?? "";

    public bool HasAttributes => _attributes.Count > 0;

    public static AuditElement At(XmlReader reader)
    {
        var element = new AuditElement(reader.LocalName);
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix is not ("xmlns" or "xml" or "xsi") && reader.LocalName != "xmlns")
            {
                element._attributes.Add((reader.LocalName, reader.Value));
            }
        }

        reader.MoveToElement();
        return element;
    }

    /// <summary>For dialects that are not XML.</summary>
    public void SetAttribute(string name, string value) => _attributes.Insert(0, (name, value));

    public string? Attribute(string name)
    {
        foreach (var attribute in _attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public IEnumerable<AuditElement> All(string name) => Children.Where(child => child.Name == name);

    public AuditElement? First(string name) => Children.Find(child => child.Name == name);

    /// <summary>
    /// Comments and CDATA split a text into many nodes; a builder keeps a hostile split from costing a square.
    /// </summary>
    public void Append(string text) => (_text ??= new StringBuilder()).Append(text);
}
