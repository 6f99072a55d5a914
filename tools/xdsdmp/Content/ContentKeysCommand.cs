using System.CommandLine;
using XdsDmp.CommandLine.Backups;
using XdsDmp.CommandLine.Output;

namespace XdsDmp.CommandLine.Content;

/// <summary><c>content keys</c>: which master keys are still needed.</summary>
internal static class ContentKeysCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };
    private static readonly PlaceOptions Place = new(
        "The data folder [default: XDSDMP_DATA, else ./data]");

    public static Command Create(IReadOnlyList<string> settings)
    {
        Command command = new ExampleCommand(
            "keys", "Show how many documents each master key seals. Exit code 1 if one is not at hand.",
            """
            A master key that seals no document any more may go, unless a backup still needs it. Keys that come from a
            command are not asked for here.
            """,
            "xdsdmp content keys", "xdsdmp content keys --json")
        {
            Json,
        };
        Place.AddTo(command);
        command.Run((parsed, _) => Task.FromResult(Run(parsed, Place.Read(parsed, settings))));
        return command;
    }

    private static int Run(ParseResult parsed, BackupPlace place)
    {
        using var archive = ContentPlace.Open(place);
        var seals = archive.Seals.Select(seal => new { seal.Id, seal.Documents, seal.IsAtHand }).ToList();
        if (parsed.GetValue(Json))
        {
            JsonOutput.Write(seals);
        }
        else
        {
            foreach (var seal in seals)
            {
                Screen.Out.WriteLine(
                    $"{seal.Id}: {seal.Documents} documents{(seal.IsAtHand ? "" : ", NOT AT HAND")}");
            }

            Screen.Out.WriteLine(seals.Count == 0 ? "no document is encrypted" : $"{seals.Count} master keys in use");
        }

        return seals.TrueForAll(seal => seal.IsAtHand) ? ExitCode.Done : ExitCode.Refused;
    }
}
