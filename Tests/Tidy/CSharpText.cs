using System.Text;

namespace XdsDmp.Tests.Tidy;

/// <summary>
/// C# source taken apart just far enough: code with comments and the contents of literals blanked (same length, same
/// lines), and the string literals by themselves. What stands in the holes of an interpolated string stays code.
/// </summary>
internal sealed class CSharpText
{
    private readonly string _source;
    private readonly StringBuilder _code;
    private readonly List<CSharpLiteral> _literals = [];
    private int _at;

    private CSharpText(string source)
    {
        _source = source;
        _code = new StringBuilder(source);
    }

    public string Code { get; private set; } = "";

    public IReadOnlyList<CSharpLiteral> Literals => _literals;

    private char Now => Peek(0);

    public static CSharpText Parse(string source)
    {
        var text = new CSharpText(source);
        text.ReadCode(isHole: false);
        text.Code = text._code.ToString();
        return text;
    }

    private char Peek(int ahead) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private bool Starts(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    /// <summary>Reads to the end of the source, or to the brace that closes the hole.</summary>
    private void ReadCode(bool isHole)
    {
        var depth = 0;
        while (_at < _source.Length)
        {
            if (Starts("//"))
            {
                Blank(LengthUpTo("\n"));
            }
            else if (Starts("/*"))
            {
                Blank(LengthUpTo("*/") + 2);
            }
            else if (Now == '\'')
            {
                ReadCharacter();
            }
            else if (PrefixLength() is { } prefix)
            {
                ReadString(prefix);
            }
            else
            {
                depth += Now switch { '{' => 1, '}' => -1, _ => 0 };
                if (isHole && depth < 0)
                {
                    return;
                }

                _at++;
            }
        }
    }

    /// <summary>Length of <c>$</c> and <c>@</c> before a quote; null when no string starts here.</summary>
    private int? PrefixLength()
    {
        var length = 0;
        while (Peek(length) is '$' or '@')
        {
            length++;
        }

        return Peek(length) == '"' ? length : null;
    }

    private void ReadString(int prefix)
    {
        var start = _at;
        var isVerbatim = _source.AsSpan(_at, prefix).Contains('@');
        var dollars = _source.AsSpan(_at, prefix).Count('$');
        _at += prefix;
        var quotes = CountOf('"');
        var end = isVerbatim || quotes < 3 ? 1 : quotes;
        _at += end;
        var content = _at;
        while (_at < _source.Length && !(Now == '"' && CountOf('"') >= end && !IsDoubledQuote(isVerbatim)))
        {
            ReadOneOfString(isVerbatim, isRaw: end > 1, dollars);
        }

        // A raw string may end in quotes of its own before those that close it.
        var surplus = end > 1 ? CountOf('"') - end : 0;
        Blank(surplus);
        _literals.Add(new CSharpLiteral(start, _source[content.._at]));
        _at += end;
    }

    private bool IsDoubledQuote(bool isVerbatim) => isVerbatim && Starts("\"\"");

    private void ReadOneOfString(bool isVerbatim, bool isRaw, int dollars)
    {
        if (dollars > 0 && Now == '{' && OpensHole(isRaw, dollars) is { } braces)
        {
            _at += braces;
            ReadCode(isHole: true);
            _at += isRaw ? dollars : 1;
        }
        else if (dollars > 0 && !isRaw && Now == '{')
        {
            Blank(2);
        }
        else if (isRaw)
        {
            Blank(1);
        }
        else
        {
            Blank(IsDoubledQuote(isVerbatim) || (!isVerbatim && Now == '\\') ? 2 : 1);
        }
    }

    /// <summary>Braces up to the code of the hole; null when they stand for themselves.</summary>
    private int? OpensHole(bool isRaw, int dollars)
    {
        var braces = CountOf('{');
        return isRaw ? (braces >= dollars ? braces : null) : (braces % 2 == 1 ? braces : null);
    }

    private void ReadCharacter()
    {
        _at++;
        while (_at < _source.Length && Now != '\'')
        {
            Blank(Now == '\\' ? 2 : 1);
        }

        _at++;
    }

    private int CountOf(char c)
    {
        var count = 0;
        while (Peek(count) == c)
        {
            count++;
        }

        return count;
    }

    private int LengthUpTo(string end)
    {
        var position = _source.IndexOf(end, _at, StringComparison.Ordinal);
        return (position < 0 ? _source.Length : position) - _at;
    }

    private void Blank(int length)
    {
        for (var i = 0; i < length && _at < _source.Length; i++, _at++)
        {
            if (_source[_at] is not '\n' and not '\r')
            {
                _code[_at] = ' ';
            }
        }
    }
}

/// <summary>A string literal: where it starts, and what stands between its quotes, escapes as written.</summary>
internal sealed record CSharpLiteral(int Start, string Text);
