using XdsDmp.CommandLine.Output;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Import;

/// <summary>
/// Whom to copy: a line each, <c>id^^^&amp;oid&amp;ISO</c>, followed by the identifier here where that is another one.
/// </summary>
internal static class PatientList
{
    public static IReadOnlyList<ImportedPatient> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"--patients: there is no file {file}");
        }

        return
        [
            .. File.ReadLines(file).Select((line, number) => (Line: line.Trim(), Number: number + 1))
                .Where(it => it.Line.Length > 0 && it.Line[0] != '#')
                .Select(it => Parse(it.Line, $"{file}, line {it.Number}")),
        ];
    }

    public static ImportedPatient Parse(string text, string place)
    {
        var ids = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return ids.Length is 1 or 2 && PatientId.TryParse(ids[0]) is { } there
            && PatientId.TryParse(ids[^1]) is { } here
            ? new ImportedPatient(there, here)
            : throw CommandException.Usage(
                $"{place}: '{Screen.Printable(text)}' is no patient id",
                "Write id^^^&oid&ISO, and behind it the identifier here, if it is another one.");
    }
}
