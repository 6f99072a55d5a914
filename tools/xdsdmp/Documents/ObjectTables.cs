using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Documents;

/// <summary>Tables of registry objects. Identifiers are never broken: they are there to be copied.</summary>
internal static class ObjectTables
{
    public static void Write(RegistryObjectList list)
    {
        var found = new FoundObjects(list);
        var count = Write(Documents([.. found.Documents]), "document", "documents")
            + Write(SubmissionSets([.. found.SubmissionSets]), "submission set", "submission sets")
            + Write(Folders([.. found.Folders]), "folder", "folders")
            + Write(Associations([.. found.Associations]), "association", "associations");
        if (count == 0)
        {
            Screen.Error.WriteLine("nothing found");
        }
    }

    public static Table Documents(IReadOnlyList<DocumentEntry> entries)
    {
        var table = NewTable("Created", "Document", "uniqueId / entryUUID");
        foreach (var entry in entries)
        {
            var size = entry.Size is { } bytes ? $", {ByteSize.Of(bytes)}" : "";
            table.AddRow(
                Cell(Time(entry.CreationTime), StatusOf(entry)),
                Cell(entry.Title ?? "(no title)", entry.TypeCode?.DisplayName, $"{entry.MimeType}{size}"),
                Cell(entry.UniqueId, entry.Rim.Id));
        }

        return table;
    }

    private static Table SubmissionSets(IReadOnlyList<SubmissionSet> sets)
    {
        var table = NewTable("Submitted", "Submission set", "uniqueId / entryUUID");
        foreach (var set in sets)
        {
            table.AddRow(
                Cell(Time(set.SubmissionTime), StatusOf(set)),
                Cell(set.Title ?? "(no title)", set.ContentTypeCode?.DisplayName),
                Cell(set.UniqueId, set.Rim.Id));
        }

        return table;
    }

    private static Table Folders(IReadOnlyList<Folder> folders)
    {
        var table = NewTable("Updated", "Folder", "uniqueId / entryUUID");
        foreach (var folder in folders)
        {
            table.AddRow(
                Cell(Time(folder.LastUpdateTime), StatusOf(folder)),
                Cell(
                    folder.Title ?? "(no title)",
                    string.Join(", ", folder.Codes.Select(c => c.DisplayName ?? c.Value))),
                Cell(folder.UniqueId, folder.Rim.Id));
        }

        return table;
    }

    private static Table Associations(IReadOnlyList<Association> associations)
    {
        var table = NewTable("Association", "Source", "Target");
        foreach (var association in associations)
        {
            table.AddRow(
                Cell(association.Type?.ToString() ?? association.Rim.AssociationType),
                Cell(association.Rim.SourceObject), Cell(association.Rim.TargetObject));
        }

        return table;
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn($"[bold]{columns[i]}[/]");
            table.AddColumn(i == 1 ? column : column.NoWrap());
        }

        return table;
    }

    private static int Write(Table table, string one, string many)
    {
        var count = table.Rows.Count;
        if (count > 0)
        {
            Screen.Out.Write(table);
            Screen.Out.WriteLine($"{count} {(count == 1 ? one : many)}");
        }

        return count;
    }

    private static string Cell(params string?[] lines) =>
        string.Join(
            '\n', lines.Where(line => !string.IsNullOrEmpty(line)).Select(line => Screen.Text(Screen.Printable(line))));

    private static string? StatusOf(MetadataObject it) => AvailabilityStatuses.TryParse(it.Rim.Status)?.ToString();

    /// <summary>With blanks, and no more of it than the registry has.</summary>
    private static string Time(Hl7Time? time)
    {
        if (time is not { } known)
        {
            return "";
        }

        var digits = known.Digits;
        var date = string.Join('-', new[] { digits[..4], Part(4), Part(6) }.Where(p => p.Length > 0));
        return $"{date} {string.Join(':', new[] { Part(8), Part(10) }.Where(p => p.Length > 0))}".TrimEnd();

        string Part(int start) => digits.Length > start ? digits.Substring(start, 2) : "";
    }
}
