using System.CommandLine;

namespace XdsDmp.CommandLine.Output;

/// <summary>What is wrong with a command line, and what was probably meant.</summary>
internal static class Mistakes
{
    public static int Tell(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        if (unknown is not null)
        {
            Screen.Fail($"'{unknown}' is not known to '{Names.PathOf(command)}'", Suggestion(command, unknown));
        }
        else if (command.Subcommands.Count > 0)
        {
            var names = string.Join(", ", command.Subcommands.Select(c => c.Name));
            Screen.Fail($"'{Names.PathOf(command)}' what? One of: {names}");
        }
        else
        {
            parsed.Errors.Select(error => error.Message).Distinct().ToList().ForEach(message => Screen.Fail(message));
        }

        Screen.Error.WriteLine($"Try '{Names.PathOf(command)} --help'.");
        return ExitCode.Usage;
    }

    /// <summary>Null when nothing comes near.</summary>
    internal static string? Nearest(IEnumerable<string> known, string typed)
    {
        var nearest = known.Select(name => (Name: name, Distance: Distance(name, typed))).MinBy(it => it.Distance);
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, typed.Length / 3) ? nearest.Name : null;
    }

    private static string? Suggestion(Command command, string typed)
    {
        var known = command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name));
        return Nearest(known, typed.Split('=')[0]) is { } meant ? $"Did you mean '{meant}'?" : null;
    }

    /// <summary>Levenshtein's: insertions, deletions and replacements from one to the other.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
