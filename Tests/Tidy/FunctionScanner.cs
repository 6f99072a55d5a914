using System.Text.RegularExpressions;

namespace XdsDmp.Tests.Tidy;

/// <summary>
/// Finds the functions of a C# file by its braces: methods, constructors, properties with a body, expression-bodied
/// members. Local functions and lambdas count as part of the function they stand in; tables in field initialisers are
/// none.
/// </summary>
internal sealed partial class FunctionScanner
{
    private readonly string _code;
    private readonly Stack<Block> _blocks = [];
    private readonly List<FunctionSpan> _found = [];
    private int _segment;
    private int _parentheses;

    private FunctionScanner(string code) => _code = code;

    private enum Kind
    {
        Type,
        Function,

        /// <summary>Braces of an initialiser, a switch expression, a lambda: the member goes on behind them.</summary>
        Inside,
    }

    /// <param name="code">Comments and literals blanked.</param>
    public static IReadOnlyList<FunctionSpan> Scan(string code)
    {
        var scanner = new FunctionScanner(code);
        for (var i = 0; i < code.Length; i++)
        {
            scanner.Read(i);
        }

        return scanner._found;
    }

    private bool IsAtMembers => _blocks.Count == 0 || _blocks.Peek().Kind == Kind.Type;

    private void Read(int at)
    {
        switch (_code[at])
        {
            case '{':
                Open(at);
                break;
            case '}' when _blocks.Count > 0:
                Close(at);
                break;
            case '(' when IsAtMembers:
                _parentheses++;
                break;
            case ')' when IsAtMembers:
                _parentheses--;
                break;
            case ';' when IsAtMembers && _parentheses == 0:
                if (FirstArrowOrAssignment(_segment, at) is { IsArrow: true })
                {
                    Found(_segment, at);
                }

                _segment = at + 1;
                break;
        }
    }

    private void Open(int at)
    {
        var kind = !IsAtMembers || _parentheses > 0 ? Kind.Inside
            : TypeHeader().IsMatch(Header(at)) ? Kind.Type
            : FirstArrowOrAssignment(_segment, at) is not null ? Kind.Inside
            : Kind.Function;
        _blocks.Push(new Block(kind, _segment, _parentheses));
        if (kind == Kind.Type)
        {
            _segment = at + 1;
        }

        _parentheses = 0;
    }

    private void Close(int at)
    {
        var block = _blocks.Pop();
        _parentheses = block.Parentheses;
        if (block.Kind == Kind.Function)
        {
            Found(block.Segment, at);
        }

        if (block.Kind != Kind.Inside)
        {
            _segment = at + 1;
        }
    }

    /// <summary>What comes first outside parentheses: <c>=></c> of a body or <c>=</c> of an initialiser.</summary>
    private (bool IsArrow, int At)? FirstArrowOrAssignment(int from, int to)
    {
        var depth = 0;
        for (var i = from; i < to; i++)
        {
            depth += _code[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (depth == 0 && _code[i] == '=' && !IsOperatorName(i))
            {
                return (_code[i + 1] == '>', i);
            }
        }

        return null;
    }

    /// <summary><c>operator ==</c> and its like.</summary>
    private bool IsOperatorName(int at) =>
        _code[at - 1] is '=' or '!' or '<' or '>' || _code[at + 1] == '=';

    private void Found(int from, int to)
    {
        var start = from;
        while (char.IsWhiteSpace(_code[start]))
        {
            start++;
        }

        _found.Add(new FunctionSpan(
            NameIn(Header(to, start)), SourceTree.LineOf(_code, start), SourceTree.LineOf(_code, to)));
    }

    private string Header(int to, int? from = null) => _code[(from ?? _segment)..to].Trim();

    private static string NameIn(string header) =>
        FunctionName().Match(header) is { Success: true } match ? match.Groups["name"].Value : "?";

    [GeneratedRegex(
        @"^(\[[^\]]*\]\s*)*((public|private|protected|internal|static|sealed|abstract|partial|readonly|ref|file|unsafe"
        + @"|new)\s+)*(class|struct|interface|enum|record|namespace)\b")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"^(\[[^\]]*\]\s*)*[^({=]*?(?<name>\w+)\s*(<[\w\s,?.]*>)?\s*(\(|\{|=>|\[|$)")]
    private static partial Regex FunctionName();

    private sealed record Block(Kind Kind, int Segment, int Parentheses);
}

/// <summary>A function and its first and last line.</summary>
internal sealed record FunctionSpan(string Name, int FirstLine, int LastLine)
{
    public int Length => LastLine - FirstLine + 1;
}
