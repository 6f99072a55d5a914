namespace XdsDmp.Sql;

/// <summary>Finds the <c>@parameters</c> of a statement in the order in which they first appear.</summary>
internal static class ParameterNames
{
    public static List<string> In(string sql)
    {
        var names = new List<string>();
        for (var at = sql.IndexOf('@', StringComparison.Ordinal); at >= 0; at = sql.IndexOf('@', at + 1))
        {
            var end = at + 1;
            while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_'))
            {
                end++;
            }

            var name = sql[at..end];
            if (name.Length > 1 && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
