using XdsDmp.CommandLine.Output;
using XdsDmp.Security.Systems;

namespace XdsDmp.CommandLine.Validation;

/// <summary>What a systems file says, for a person: who may do what, as a table and in sentences.</summary>
internal static class SystemsExplanation
{
    /// <summary>One row for each transaction: a look along it tells who has it.</summary>
    public static Table TableOf(SystemDirectory directory)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumn(new TableColumn("[bold]Transaction[/]").NoWrap());
        table.AddColumns("[bold]Who has it may[/]", "[bold]Systems[/]");
        foreach (var transaction in SystemTransaction.All)
        {
            var names = directory.Systems.Where(s => s.May(transaction.Number)).Select(s => s.Name).ToList();
            table.AddRow(
                transaction.Number, transaction.Does,
                names.Count == 0 ? "[grey]nobody[/]" : Screen.Text(Screen.Printable(string.Join(", ", names))));
        }

        return table;
    }

    /// <summary>What one system is and may, in lines.</summary>
    public static List<string> Sentences(KnownSystem system) =>
    [
        $"{system.Name} is a system of the kind '{system.Kind}'"
            + $"{(system.Oid is null ? "" : $" with the OID {system.Oid}")}.",
        $"  It is known by {string.Join("; or by ", system.Certificates)}.",
        .. SystemTransaction.All.Where(t => system.May(t.Number)).Select(t => $"  It may {t.Does} ({t.Number})."),
        .. Scopes(system),
    ];

    /// <summary>Only what one of its transactions asks for.</summary>
    private static IEnumerable<string> Scopes(KnownSystem system)
    {
        var transactions = SystemTransaction.All.Where(t => system.May(t.Number)).ToList();
        if (transactions.Exists(t => t.NeedsSourceIds))
        {
            yield return $"  It submits for these sources: {system.SourceIds}.";
        }

        if (transactions.Exists(t => t.NeedsRepositories))
        {
            yield return $"  It registers documents of these repositories: {system.Repositories}.";
        }

        if (transactions.Exists(t => t.NeedsAuthorities))
        {
            yield return $"  It has to do with patients of these assigning authorities: {system.AssigningAuthorities}.";
            yield return $"  Its messages may bear these homeCommunityIds: {system.HomeCommunityIds}.";
        }
    }
}
