using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Dmp;

/// <summary>Why the DMP did not do something, for a person: the explanation taken apart.</summary>
internal static class MistakeLines
{
    private static readonly string[] Beginnings = [" [rule ", " [règle "];

    public static void Write(DmpMistake mistake)
    {
        var lines = Explain(Screen.Printable(mistake.Explanation));
        Screen.Error.MarkupLine($"[red]{Screen.Text(Screen.Printable(mistake.Code))}[/]: {Screen.Text(lines[0])}");
        foreach (var line in lines.Skip(1))
        {
            Screen.Error.MarkupLine($"    [grey]{Screen.Text(line)}[/]");
        }
    }

    /// <summary>What our services write as <c>problem [rule R; place: …]</c>, in either language.</summary>
    public static IReadOnlyList<string> Explain(string text)
    {
        var start = Beginnings.Select(beginning => text.IndexOf(beginning, StringComparison.Ordinal)).Max();
        return start < 0 || !text.EndsWith(']') ? [text] : [text[..start], .. text[(start + 2)..^1].Split("; ")];
    }
}
