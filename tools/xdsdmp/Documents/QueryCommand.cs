using System.CommandLine;
using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Queries;

namespace XdsDmp.CommandLine.Documents;

/// <summary>
/// <c>query</c>: ITI-18 Registry Stored Query (ITI TF-2 §3.18), one subcommand for each stored query.
/// </summary>
internal static class QueryCommand
{
    private const string Summary =
        "Ask the registry (ITI-18). Each stored query is a subcommand; its parameters are options.";

    private const string Details = """
        Options may be repeated: any of the values will do. Codes are written code^^scheme, times YYYYMMDD…, patterns
        with % and _. --param NAME=VALUE gives a parameter just as it goes over the wire; repeat it for AND where the
        query allows that.
        """;

    public static Command Create()
    {
        Command query = new ExampleCommand(
            "query", Summary, Details,
            "xdsdmp query find-documents --patient DMP-1",
            "xdsdmp query find-documents --patient DMP-1 --status all --creation-time-from 2026 --json",
            "xdsdmp query get-documents --unique-id 1.2.3.4 --xml",
            "xdsdmp query get-all --patient DMP-1 --ids",
            "xdsdmp query find-documents --param \"$XDSDocumentEntryPatientId='DMP-1^^^&1.2.3&ISO'\"");
        foreach (var definition in StoredQueryDefinitions.All)
        {
            query.Add(new StoredQuerySubcommand(definition).Command);
        }

        return query;
    }
}
