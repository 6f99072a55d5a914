using System.Text;

namespace XdsDmp.Sql;

/// <summary>
/// What a text is compared with by <c>GLOB</c>: <c>%</c> stands for any run of characters, <c>_</c> for one. SQLite's
/// LIKE passes over the case of letters, its GLOB does not; with PostgreSQL it is LIKE.
/// </summary>
/// <param name="Text">With <c>%</c> and <c>_</c>.</param>
public readonly record struct TextPattern(string Text)
{
    internal string Glob
    {
        get
        {
            var glob = new StringBuilder(Text.Length + 8);
            foreach (var c in Text)
            {
                _ = c switch
                {
                    '%' => glob.Append('*'),
                    '_' => glob.Append('?'),
                    '*' or '?' or '[' => glob.Append('[').Append(c).Append(']'),
                    _ => glob.Append(c),
                };
            }

            return glob.ToString();
        }
    }

    /// <summary>A backslash would take the next character's meaning away.</summary>
    internal string Like => Text.Replace(@"\", @"\\", StringComparison.Ordinal);
}
