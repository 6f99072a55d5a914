using System.CommandLine;
using System.Text;

namespace XdsDmp.CommandLine;

/// <summary>Names as a command line spells them.</summary>
internal static class Names
{
    /// <summary><c>FindDocuments</c> → <c>find-documents</c>; a run of capitals counts as one word.</summary>
    public static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            kebab.Append(startsWord ? "-" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return kebab.ToString();
    }

    /// <summary>As it is typed: <c>xdsdmp audit list</c>.</summary>
    public static string PathOf(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "xdsdmp" : $"{PathOf(parent)} {command.Name}";
    }
}
