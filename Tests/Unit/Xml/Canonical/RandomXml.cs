using System.Text;

namespace XdsDmp.Tests.Unit.Xml.Canonical;

/// <summary>
/// Makes well-formed documents full of what canonical forms are about: namespaces declared, redeclared and undeclared,
/// <c>xml:</c> attributes, comments, instructions, character data of every spelling. The same seed, the same document.
/// </summary>
internal sealed class RandomXml(int seed)
{
    private static readonly string[] Prefixes = ["", "a", "b", "c", "xsi"];
    private static readonly string[] Namespaces = ["urn:1", "urn:2", "urn:3", "http://example.org/ns?x=1&amp;y=2"];
    private static readonly string[] Names = ["doc", "item", "x", "y", "Z", "e-1", "é", "_u"];

    private static readonly string[] Texts =
    [
        "text", "  ", "\n\t", "&amp;&lt;&gt;&quot;&apos;", "&#13;", "a\r\nb\rc", "<![CDATA[<&>]]>", "é€😀", "&#x1F600;",
        "]]&gt;", "&#9;&#10;", "\"'",
    ];

    private static readonly string[] Values =
    [
        "v", "", "  two  blanks ", "&amp;&lt;&gt;&quot;&apos;", "&#13;&#10;&#9;", "line\r\nend\tx", "é😀", "a:b", ">",
    ];

    private static readonly string[] Bases =
    [
        "http://example.org/a/b?q#f", "http://example.org", "folder/", "file", "../up/", "../../x", "/absolute/y", "./",
        "a/./b/../c", "//host/z", "?query", "a//b", "urn:x:y",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _xml = new();
    private int _elements;

    /// <summary>Begins every <c>xml:id</c>.</summary>
    public string Id => $"i{seed}-";

    /// <summary>Every element has a unique attribute <c>n</c>, numbered from 1.</summary>
    public int Elements => _elements;

    public string Document()
    {
        if (Chance(2))
        {
            _xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        }

        Beside();
        Element(depth: 0, new Dictionary<string, string> { [""] = "" });
        Beside();
        return _xml.ToString();
    }

    /// <summary>One element with its content, to stand anywhere where no prefix is declared.</summary>
    public string Fragment()
    {
        Element(depth: 0, new Dictionary<string, string> { [""] = "" });
        return _xml.ToString();
    }

    private void Beside()
    {
        while (Chance(3))
        {
            _xml.Append(Any("<!-- beside -->", "<?pi   some data ?>", "<?pi?>", "\r\n", "<!--é-->"));
        }
    }

    private void Element(int depth, Dictionary<string, string> outer)
    {
        var scope = new Dictionary<string, string>(outer);
        var declarations = Declarations(scope);
        var name = Qualified(Any([.. scope.Keys]));
        _xml.Append('<').Append(name);
        var attributes = declarations.Concat(Attributes(scope)).Append($"n=\"{++_elements}\"").ToArray();
        _random.Shuffle(attributes);
        foreach (var attribute in attributes)
        {
            _xml.Append(Any(" ", "  ", "\n")).Append(attribute);
        }

        if (Chance(5))
        {
            _xml.Append("/>");
            return;
        }

        _xml.Append('>');
        Content(depth, scope);
        _xml.Append("</").Append(name).Append(Any("", " ")).Append('>');
    }

    private void Content(int depth, Dictionary<string, string> scope)
    {
        for (var count = _random.Next(5); count > 0; count--)
        {
            switch (_random.Next(6))
            {
                case 0 or 1 or 2 when depth < 6 && _elements < 40:
                    Element(depth + 1, scope);
                    break;
                case 3:
                    _xml.Append(Any("<!-- c -->", "<!---->", "<!--a - b & < > \r\n-->"));
                    break;
                case 4:
                    _xml.Append(Any("<?p?>", "<?target data  more?>", "<?x <&>\r\n?>"));
                    break;
                default:
                    _xml.Append(Any(Texts));
                    break;
            }
        }
    }

    private List<string> Declarations(Dictionary<string, string> scope)
    {
        var declared = new List<string>();
        foreach (var prefix in Prefixes.Where(_ => Chance(4)))
        {
            // Only the default namespace can be taken back (Namespaces in XML 1.0 §6.1).
            var uri = prefix.Length == 0 && Chance(3) ? "" : Any(Namespaces);
            scope[prefix] = uri;
            declared.Add(prefix.Length == 0 ? $"xmlns=\"{uri}\"" : $"xmlns:{prefix}=\"{uri}\"");
        }

        return declared;
    }

    private List<string> Attributes(Dictionary<string, string> scope)
    {
        var attributes = new List<string>();
        var taken = new HashSet<(string, string)>();
        for (var count = _random.Next(4); count > 0; count--)
        {
            var prefix = Any([.. scope.Keys]);
            var name = Any(Names);
            if (taken.Add((prefix.Length == 0 ? "" : scope[prefix], name)))
            {
                attributes.Add($"{(prefix.Length == 0 ? name : $"{prefix}:{name}")}=\"{Any(Values)}\"");
            }
        }

        string[] inherited =
        [
            $"xml:lang=\"{Any("fr", "en")}\"", "xml:space='preserve'", $"xml:id='{Id}{_elements}'",
            $"xml:base=\"{Any(Bases)}\"",
        ];
        attributes.AddRange(inherited.Where(_ => Chance(6)));
        return attributes;
    }

    private string Qualified(string prefix) => prefix.Length == 0 ? Any(Names) : $"{prefix}:{Any(Names)}";

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private string Any(params string[] choice) => choice[_random.Next(choice.Length)];
}
