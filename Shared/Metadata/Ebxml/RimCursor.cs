using System.Xml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Ebxml;

/// <summary>
/// Walks the children of rim elements, forward only, and keeps the errors. What is not ebRIM is reported and skipped;
/// what is not well-formed ends the reading with the <see cref="XmlException"/> of the reader.
/// </summary>
internal sealed class RimCursor(XmlReader reader, RegistryErrors errors, MetadataLimits limits)
{
    private readonly IXmlLineInfo? _lines = reader as IXmlLineInfo;

    /// <summary>Kind and id of the outermost object being read, for the place of errors.</summary>
    public string? Object { get; set; }

    public MetadataLimits Limits => limits;

    public string LocalName => reader.LocalName;

    public string? Attribute(string name) => reader.GetAttribute(name)?.Trim();

    public string? Language() => reader.GetAttribute("lang", RimNames.XmlNamespace);

    /// <summary>Steps into the element; false when it has no content, and then it is already passed.</summary>
    public bool Enter()
    {
        var hasContent = !reader.IsEmptyElement;
        reader.Read();
        return hasContent;
    }

    /// <summary>
    /// Moves on to the next child in the rim namespace; false when the element ended, and then it is passed.
    /// </summary>
    public bool MoveToChild()
    {
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.NamespaceURI == RimNames.Namespace)
            {
                return true;
            }

            SkipForeignNode();
        }

        reader.Read();
        return false;
    }

    /// <summary>The text of the element, which is passed.</summary>
    public string ReadText() => reader.ReadElementContentAsString().Trim();

    public void Skip() => reader.Skip();

    public void SkipUnexpected(string parent)
    {
        Report("RIM-element", $"rim:{reader.LocalName} is not expected (again) in rim:{parent}");
        reader.Skip();
    }

    public void Report(string rule, string problem, string? value = null, string? accepted = null) =>
        errors.Add(
            RegistryErrorCode.XDSRegistryMetadataError,
            new Explanation(rule, problem, Place(), value, accepted, "ebRIM 3.0 schema; ITI TF-3 §4.2.1"));

    private string Place()
    {
        var line = _lines?.HasLineInfo() == true ? $"line {_lines.LineNumber}" : null;
        return (Object, line) switch
        {
            (null, null) => "RegistryObjectList",
            (null, _) => line,
            (_, null) => Object,
            _ => $"{Object}, {line}",
        };
    }

    private void SkipForeignNode()
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Report("RIM-element", "an element outside the rim namespace",
                    $"{{{reader.NamespaceURI}}}{reader.LocalName}");
                reader.Skip();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                Report("RIM-text", "text where only elements are expected", reader.Value.Trim());
                reader.Read();
                break;
            default:
                reader.Read();
                break;
        }
    }
}
