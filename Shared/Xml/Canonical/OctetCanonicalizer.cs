using System.Buffers;
using System.Xml;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Xml.Canonical;

/// <summary>Sees an attribute, as it is written, before it is made canonical; declarations are not shown.</summary>
public delegate void AttributeSight(string namespaceUri, ReadOnlySpan<byte> localName, ReadOnlySpan<byte> value);

/// <summary>
/// The exclusive canonical form, without comments, of an element straight from its octets: one pass, no nodes; what is
/// canonical already is copied in long runs. For UTF-8 that we have written ourselves: nothing is checked here that a
/// reader would check, beyond what it takes to tell tags from text. What others sent is digested by
/// <see cref="Canonicalizer"/>, on the very nodes that are then read.
/// </summary>
public ref struct OctetCanonicalizer
{
    private readonly ReadOnlySpan<byte> _xml;
    private readonly IBufferWriter<byte> _output;
    private readonly AttributeSight? _sight;
    private readonly OctetNamespaces _namespaces;
    private readonly List<OctetAttribute> _attributes = [];
    private readonly Stack<(Range Name, OctetNamespaces.Level Outer)> _open = new();
    private CanonicalRuns _runs;
    private int _at;

    private OctetCanonicalizer(
        ReadOnlySpan<byte> xml, IEnumerable<NamespaceDeclaration> context, IBufferWriter<byte> output,
        AttributeSight? sight)
    {
        _xml = xml;
        _output = output;
        _sight = sight;
        _namespaces = new OctetNamespaces(context);
        _runs = new CanonicalRuns(xml, output);
    }

    /// <param name="element">From the first octet of its start tag to the last one of its end tag.</param>
    /// <param name="context">What its ancestors declare, the outermost first.</param>
    /// <param name="output">Takes the canonical form.</param>
    /// <param name="sight">Is shown every attribute.</param>
    /// <exception cref="XmlException">The octets are not one element.</exception>
    public static void Write(
        ReadOnlySpan<byte> element, IEnumerable<NamespaceDeclaration> context, IBufferWriter<byte> output,
        AttributeSight? sight = null) => new OctetCanonicalizer(element, context, output, sight).Write();

    private void Write()
    {
        if (!Follows("<"u8))
        {
            throw Malformed("there is no element");
        }

        do
        {
            WriteNext();
        }
        while (_open.Count > 0);

        if (_at < _xml.Length)
        {
            throw Malformed("something stands behind the element");
        }

        _runs.CopyTo(_at);
    }

    private void WriteNext()
    {
        if (!Follows("<"u8))
        {
            var text = _at;
            _at = Find("<"u8, _at);
            _runs.Text(text, _at);
        }
        else if (Follows("</"u8))
        {
            WriteEndTag();
        }
        else if (Follows("<?"u8))
        {
            WriteInstruction();
        }
        else if (Follows("<!--"u8))
        {
            var comment = _at;
            _at = Find("-->"u8, _at + 4) + 3;
            _runs.Replace(comment, _at, default);
        }
        else if (Follows("<![CDATA["u8))
        {
            WriteCharacterData();
        }
        else
        {
            WriteStartTag();
        }
    }

    private void WriteCharacterData()
    {
        var text = _at + 9;
        var end = Find("]]>"u8, text);
        _runs.Replace(_at, text, default);
        _runs.CharacterData(text, end);
        _runs.Replace(end, end + 3, default);
        _at = end + 3;
    }

    /// <summary>One blank between target and data, however many there were.</summary>
    private void WriteInstruction()
    {
        var end = Find("?>"u8, _at + 2);
        var target = OctetNames.End(_xml[..end], _at + 2);
        var data = OctetNames.EndOfBlanks(_xml[..end], target);
        _runs.Replace(target, data, data == end ? default : " "u8);
        _runs.Instruction(data, end);
        _at = end + 2;
    }

    private void WriteEndTag()
    {
        _at += 2;
        if (!_open.TryPop(out var open) || !Follows(_xml[open.Name]))
        {
            throw Malformed("this end tag closes no element");
        }

        _at += _xml[open.Name].Length;
        var end = OctetNames.EndOfBlanks(_xml, _at);
        _runs.Replace(_at, end, default);
        _at = end;
        if (!Follows(">"u8))
        {
            throw Malformed("an end tag does not end");
        }

        _at++;
        _namespaces.Leave(open.Outer);
    }

    private void WriteStartTag()
    {
        // 1 attributes as they stand  2 what namespaces they and the element use  3 attributes in their order
        // 4 the end of the tag, and of the element if it is empty
        var outer = _namespaces.Current;
        var name = (_at + 1)..OctetNames.End(_xml, _at + 1);
        ReadAttributes(name.End.Value);
        var close = _at;
        _at = OctetNames.EndOfBlanks(_xml, _at);
        var isEmpty = Follows("/>"u8);
        if (_xml[name].IsEmpty || (!isEmpty && !Follows(">"u8)))
        {
            throw Malformed("a start tag has no name, or does not end");
        }

        _at += isEmpty ? 2 : 1;
        _namespaces.Use(OctetNames.Prefix(_xml[name]));
        ResolveAttributes();
        WriteAttributes(name.End.Value, close);
        if (!isEmpty)
        {
            _runs.Replace(close, _at - 1, default);
            _open.Push((name, outer));
            return;
        }

        _runs.Replace(close, _at, "></"u8);
        _output.Write(_xml[name]);
        _output.Write(">"u8);
        _namespaces.Leave(outer);
    }

    /// <summary>Takes in declarations and attributes.</summary>
    private void ReadAttributes(int at)
    {
        _attributes.Clear();
        for (_at = at; ;)
        {
            var start = OctetNames.EndOfBlanks(_xml, _at);
            if (start == _at || start == _xml.Length || _xml[start] is (byte)'>' or (byte)'/')
            {
                return;
            }

            var attribute = OctetAttribute.Read(_xml, start);
            _at = attribute.End;
            if (attribute.IsDeclaration(_xml, out var prefix))
            {
                _namespaces.Declare(prefix, CanonicalRuns.Decoded(attribute.Value(_xml)));
            }
            else
            {
                _attributes.Add(attribute);
            }
        }
    }

    /// <summary>Gives each attribute its namespace and its place.</summary>
    private readonly void ResolveAttributes()
    {
        for (var i = 0; i < _attributes.Count; i++)
        {
            var attribute = _attributes[i];
            if (attribute.IsPrefixed)
            {
                attribute = attribute with { NamespaceUri = _namespaces.Use(attribute.Prefix(_xml)) };
            }

            _sight?.Invoke(attribute.NamespaceUri, attribute.LocalName(_xml), attribute.Value(_xml));
            var place = i;
            while (place > 0 && attribute.IsBefore(_attributes[place - 1], _xml))
            {
                _attributes[place] = _attributes[--place];
            }

            _attributes[place] = attribute;
        }
    }

    /// <summary>Those that stand as they shall, one behind the other, stay in the run.</summary>
    private void WriteAttributes(int at, int close)
    {
        if (_namespaces.ToBeWritten.Count > 0)
        {
            _runs.CopyTo(at);
            _namespaces.ToBeWritten.Sort((a, b) => CodePointOrder.Instance.Compare(a.Prefix, b.Prefix));
            _namespaces.ToBeWritten.ForEach(new CanonicalText(_output).Declaration);
            _namespaces.ToBeWritten.Clear();
        }

        foreach (var attribute in _attributes)
        {
            if (!attribute.IsAsWritten)
            {
                _runs.CopyTo(at);
                _output.Write(" "u8);
                _output.Write(attribute.Name(_xml));
                _output.Write("=\""u8);
                _runs.SkipTo(attribute.ValueStart);
                _runs.Value(attribute.ValueStart, attribute.ValueEnd);
                _runs.CopyTo(attribute.ValueEnd);
                _output.Write("\""u8);
                _runs.SkipTo(attribute.End);
            }
            else
            {
                _runs.Jump(at, attribute.Start - 1);
                _runs.Value(attribute.ValueStart, attribute.ValueEnd);
            }

            at = attribute.End;
        }

        _runs.Jump(at, close);
    }

    private readonly bool Follows(ReadOnlySpan<byte> octets) => _xml[_at..].StartsWith(octets);

    private readonly int Find(ReadOnlySpan<byte> octets, int from)
    {
        var found = from <= _xml.Length ? _xml[from..].IndexOf(octets) : -1;
        return found >= 0 ? from + found : throw Malformed("the element does not end");
    }

    private readonly XmlException Malformed(string what) => new($"{what} (octet {_at})");
}
