using System.Xml;
using System.Xml.Schema;

namespace XdsDmp.Hosting.Descriptions;

/// <summary>
/// Validates the Body of a live request against the schemas, for services that want it. An <c>xop:Include </c> stands
/// for the bytes of an attachment and is passed over.
/// </summary>
internal sealed class SchemaCheck
{
    private const string Xop = "http://www.w3.org/2004/08/xop/include";

    /// <summary>A sender mends one thing after the other; nobody reads more than this.</summary>
    private const int MaxErrors = 20;

    private readonly XmlReader _reader;
    private readonly XmlSchemaValidator _validator;
    private readonly List<string> _errors = [];

    private SchemaCheck(XmlReader reader)
    {
        _reader = reader;
        var namespaces = (IXmlNamespaceResolver)new XmlNamespaceManager(reader.NameTable);
        _validator = new XmlSchemaValidator(
            reader.NameTable, EmbeddedSchemas.Compiled, namespaces, XmlSchemaValidationFlags.None)
        {
            LineInfoProvider = reader as IXmlLineInfo,
            XmlResolver = null,
        };
        _validator.ValidationEventHandler += (_, wrong) => Add(wrong.Exception);
    }

    /// <summary>
    /// What is wrong, with line and position; empty when the element on which the reader stands is valid.
    /// </summary>
    public static IReadOnlyList<string> Errors(XmlReader body)
    {
        var check = new SchemaCheck(body);
        check.Run();
        return check._errors;
    }

    private void Run()
    {
        _validator.Initialize();
        var depth = _reader.Depth;
        do
        {
            Validate();
        }
        while (!IsEnd(depth) && _reader.Read());
        _validator.EndValidation();
    }

    private bool IsEnd(int depth) => _reader.Depth == depth
        && (_reader.NodeType == XmlNodeType.EndElement
            || (_reader.NodeType == XmlNodeType.Element && _reader.IsEmptyElement));

    private void Validate()
    {
        switch (_reader.NodeType)
        {
            case XmlNodeType.Element when _reader.NamespaceURI == Xop:
                break;
            case XmlNodeType.Element:
                ValidateElement();
                break;
            case XmlNodeType.EndElement when _reader.NamespaceURI != Xop:
                _validator.ValidateEndElement(null);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                _validator.ValidateText(_reader.Value);
                break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                _validator.ValidateWhitespace(_reader.Value);
                break;
        }
    }

    private void ValidateElement()
    {
        _validator.ValidateElement(_reader.LocalName, _reader.NamespaceURI, null);
        while (_reader.MoveToNextAttribute())
        {
            // Declarations of namespaces are no attributes, and no message of the profile carries xsi:type.
            if (_reader.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or XmlSchema.InstanceNamespace))
            {
                _validator.ValidateAttribute(_reader.LocalName, _reader.NamespaceURI, _reader.Value, null);
            }
        }

        _reader.MoveToElement();
        _validator.ValidateEndOfAttributes(null);
        if (_reader.IsEmptyElement)
        {
            _validator.ValidateEndElement(null);
        }
    }

    private void Add(XmlSchemaException wrong)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add($"line {wrong.LineNumber}, position {wrong.LinePosition}: {wrong.Message}");
        }
    }
}
