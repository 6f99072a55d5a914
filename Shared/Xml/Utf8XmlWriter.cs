using System.Buffers;

namespace XdsDmp.Xml;

/// <summary>
/// Writes XML straight as UTF-8. Names are given with the prefix they shall have; the caller declares namespaces as
/// attributes. Ready-made fragments are copied by <see cref="Raw"/>: that is what a stored query answer consists of.
/// </summary>
public sealed class Utf8XmlWriter(IBufferWriter<byte> output)
{
    private static readonly SearchValues<char> InText = SearchValues.Create(Special("&<>\r"));
    private static readonly SearchValues<char> InAttribute = SearchValues.Create(Special("&<>\"\t\n\r"));
    private bool _startTagIsOpen;

    /// <summary>Opens an element, for instance <c>"rim:Slot"u8</c>.</summary>
    public Utf8XmlWriter Start(ReadOnlySpan<byte> name)
    {
        CloseStartTag();
        output.Write("<"u8);
        output.Write(name);
        _startTagIsOpen = true;
        return this;
    }

    /// <summary>Adds an attribute to the element just opened; a null value adds nothing.</summary>
    public Utf8XmlWriter Attribute(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
        {
            return this;
        }

        output.Write(" "u8);
        output.Write(name);
        output.Write("=\""u8);
        EscapedText.Write(output, value, InAttribute);
        output.Write("\""u8);
        return this;
    }

    public Utf8XmlWriter Text(string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            CloseStartTag();
            EscapedText.Write(output, value, InText);
        }

        return this;
    }

    /// <summary>Closes an element; one without content becomes an empty tag.</summary>
    public Utf8XmlWriter End(ReadOnlySpan<byte> name)
    {
        if (_startTagIsOpen)
        {
            output.Write("/>"u8);
            _startTagIsOpen = false;
            return this;
        }

        output.Write("</"u8);
        output.Write(name);
        output.Write(">"u8);
        return this;
    }

    public Utf8XmlWriter Element(ReadOnlySpan<byte> name, string? text) => Start(name).Text(text).End(name);

    /// <summary>Copies well-formed content made elsewhere.</summary>
    public Utf8XmlWriter Raw(ReadOnlySpan<byte> fragment)
    {
        CloseStartTag();
        output.Write(fragment);
        return this;
    }

    private void CloseStartTag()
    {
        if (_startTagIsOpen)
        {
            output.Write(">"u8);
            _startTagIsOpen = false;
        }
    }

    /// <summary>The mark-up characters given, and those that XML 1.0 forbids.</summary>
    private static string Special(string markup)
    {
        var forbidden = Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r'));
        return markup + string.Concat(forbidden) + "\uFFFE\uFFFF";
    }
}
