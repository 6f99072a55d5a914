using System.Text;

namespace XdsDmp.Sql;

/// <summary>Finds the <c>@parameters</c> of a statement in the order in which they first appear.</summary>
internal static class ParameterNames
{
    public static List<string> In(string sql)
    {
        var names = new List<string>();
        for (var at = sql.IndexOf('@', StringComparison.Ordinal); at >= 0; at = sql.IndexOf('@', at + 1))
        {
            var name = NameAt(sql, at);
            if (name.Length > 1 && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>The statement with <c>$1</c> for the first name, and so on; and how many names there are.</summary>
    public static (string Text, int Count) Numbered(string sql)
    {
        var names = In(sql);
        var text = new StringBuilder(sql.Length);
        var at = 0;
        while (at < sql.Length)
        {
            var name = sql[at] == '@' ? NameAt(sql, at) : "";
            if (name.Length > 1)
            {
                text.Append('$').Append(names.IndexOf(name) + 1);
                at += name.Length;
            }
            else
            {
                text.Append(sql[at++]);
            }
        }

        return (text.ToString(), names.Count);
    }

    private static string NameAt(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_'))
        {
            end++;
        }

        return sql[at..end];
    }
}
