using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace XdsDmp.Sql;

/// <summary>
/// A statement assembled from constants, with its values: what an optional search parameter adds is written in the
/// source, never taken from input.
/// </summary>
public sealed class SqlText
{
    private readonly StringBuilder _text = new();
    private readonly List<object?> _values = [];

    public SqlText([ConstantExpected] string start, params ReadOnlySpan<object?> values) => Append(start, values);

    internal string Text => _text.ToString();

    internal ReadOnlySpan<object?> Values => _values.ToArray();

    /// <summary>Adds a piece; each <c>@</c> in it stands for the next of the values.</summary>
    public SqlText Append([ConstantExpected] string piece, params ReadOnlySpan<object?> values)
    {
        var value = 0;
        foreach (var c in piece)
        {
            _text.Append(c);
            if (c == '@')
            {
                _text.Append('p').Append(_values.Count);
                _values.Add(values[value++]);
            }
        }

        _text.Append(' ');
        return this;
    }

    /// <summary>Adds <c>piece IN (…)</c>; with no values to choose from nothing matches.</summary>
    public SqlText AppendIn<T>([ConstantExpected] string piece, IReadOnlyCollection<T> values)
    {
        if (values.Count == 0)
        {
            return Append(piece).Append("IN (NULL)");
        }

        Append(piece).Append("IN (");
        foreach (var value in values)
        {
            Append("@", value).Append(",");
        }

        _text.Length -= 2;
        return Append(")");
    }
}
