namespace XdsDmp.Metadata.Queries;

/// <summary>
/// Takes one Value of a query Slot apart, in a single pass without recursion: <c>'text'</c>, <c>123</c> or
/// <c>('a','b')</c> (ITI TF-2 §3.18.4.1.2.3). Double quotes serve like single ones, because samples of the profile use
/// them. A problem is returned as the sentence to be told to the sender; null means that all went well.
/// </summary>
internal ref struct QueryValueScanner(ReadOnlySpan<char> value)
{
    private ReadOnlySpan<char> _rest = value;

    /// <summary>
    /// A list in parentheses; its members are added to <paramref name="members"/> until there are too many.
    /// </summary>
    public string? ReadList(bool mayBeUnquoted, int maxMembers, List<string> members)
    {
        SkipBlanks();
        if (!Take('('))
        {
            return "the values are not in parentheses";
        }

        SkipBlanks();
        if (Take(')'))
        {
            return ReadEnd("text follows the closing parenthesis");
        }

        while (true)
        {
            if (members.Count == maxMembers)
            {
                return $"the parameter has more than {StoredQueryParameters.MaxValues} values";
            }

            if (ReadMember(mayBeUnquoted, ",)", out var member) is { } problem)
            {
                return problem;
            }

            members.Add(member);
            SkipBlanks();
            if (Take(')'))
            {
                return ReadEnd("text follows the closing parenthesis");
            }

            if (!Take(','))
            {
                return _rest.IsEmpty
                    ? "the closing parenthesis is missing"
                    : "a comma is missing, or a quote inside a value is not doubled";
            }

            SkipBlanks();
        }
    }

    /// <summary>One value without parentheses.</summary>
    public string? ReadSingle(bool mayBeUnquoted, out string member)
    {
        SkipBlanks();
        return ReadMember(mayBeUnquoted, "", out member) ?? ReadEnd("a quote inside the value is not doubled");
    }

    private string? ReadMember(bool mayBeUnquoted, ReadOnlySpan<char> ends, out string member)
    {
        if (!_rest.IsEmpty && _rest[0] is '\'' or '"')
        {
            return ReadQuoted(out member);
        }

        member = "";
        if (!mayBeUnquoted)
        {
            return _rest.IsEmpty ? "the closing parenthesis is missing" : "a value is not in quotes";
        }

        var end = _rest.IndexOfAny(ends);
        var text = end < 0 ? _rest : _rest[..end];
        _rest = _rest[text.Length..];
        member = text.Trim().ToString();
        return null;
    }

    private string? ReadQuoted(out string member)
    {
        var quote = _rest[0];
        var text = _rest[1..];
        for (var from = 0; from < text.Length;)
        {
            var next = text[from..].IndexOf(quote);
            if (next < 0)
            {
                break;
            }

            var end = from + next;
            if (end + 1 < text.Length && text[end + 1] == quote)
            {
                from = end + 2;
                continue;
            }

            var single = quote.ToString();
            member = text[..end].ToString().Replace(single + single, single, StringComparison.Ordinal);
            _rest = text[(end + 1)..];
            return null;
        }

        member = "";
        return "the closing quote is missing";
    }

    private string? ReadEnd(string problem)
    {
        SkipBlanks();
        return _rest.IsEmpty ? null : problem;
    }

    private void SkipBlanks() => _rest = _rest.TrimStart();

    private bool Take(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }
}
