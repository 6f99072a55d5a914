using System.Globalization;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Files;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// The file that the setting <c>Dmp:HabilitationMatrix</c> names, and the one that comes with this product.
/// </summary>
internal sealed class HabilitationFile
{
    private const string Embedded = "Dmp/habilitation.json";
    private readonly List<FileMistake> _mistakes = [];

    private HabilitationFile()
    {
    }

    /// <exception cref="ConfigurationException">Names every mistake in the file.</exception>
    public static HabilitationMatrix Load(string path, DateOnly today)
    {
        var name = path.Length == 0 ? Embedded : path;
        var matrix = Read(path.Length == 0 ? Provisional() : Bytes(path), today, out var mistakes);
        return matrix ?? throw new ConfigurationException(
            $"Dmp:HabilitationMatrix: {name} has {mistakes.Count} mistakes:"
            + string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}  {mistake}")));
    }

    /// <summary>Null when there are mistakes.</summary>
    public static HabilitationMatrix? Read(
        ReadOnlySpan<byte> json, DateOnly today, out IReadOnlyList<FileMistake> mistakes)
    {
        var file = new HabilitationFile();
        var matrix = JsonPlace.TryRead(json, file._mistakes) is { } place ? file.ReadMatrix(place, today) : null;
        mistakes = [.. file._mistakes.OrderBy(mistake => mistake.Line)];
        return mistakes.Count == 0 ? matrix : null;
    }

    private HabilitationMatrix ReadMatrix(JsonPlace place, DateOnly today)
    {
        var node = new FileNode(place, _mistakes, "version", "rows");
        var rows = (node.List("rows") ?? []).SelectMany(ReadRow).ToList();
        foreach (var twice in rows.GroupBy(row => (row.Key, row.From)).Where(same => same.Count() > 1))
        {
            node.Wrong($"there are {twice.Count()} rows for {twice.First()}");
        }

        return new HabilitationMatrix(node.Required("version"), rows, today);
    }

    /// <summary>A row names several professions, classes and types: one of ours for each combination.</summary>
    private IReadOnlyList<HabilitationRow> ReadRow(JsonPlace place)
    {
        var node = new FileNode(
            place, _mistakes, "system", "professions", "speciality", "classes", "types", "read", "write", "from",
            "source");
        var from = node.Required("from", IsDate, "a date yyyy-MM-dd");
        var (system, source) = (node.Required("system"), node.Required("source"));
        var (reads, writes) = (node.Flag("read", false), node.Flag("write", false));
        var professions = node.List("professions");
        if (professions is null)
        {
            node.Wrong("'professions' is missing: a row is about professions that it names");
        }

        if (node.List("types") is not null && node.List("classes") is null)
        {
            node.Wrong("'types' without 'classes': a type is told with its class");
        }

        if (!IsDate(from))
        {
            return [];
        }

        var date = DateOnly.Parse(from, CultureInfo.InvariantCulture);
        var speciality = node.Optional("speciality");
        var keys =
            from profession in professions ?? []
            from byClass in Codes(node, "classes")
            from byType in Codes(node, "types")
            select new HabilitationMatrix.Key(system, profession.Text, speciality, byClass, byType);
        return [.. keys.Select(key => new HabilitationRow(key, reads, writes, date, source))];
    }

    private static IEnumerable<string?> Codes(FileNode node, string name) =>
        node.List(name) is { } items ? items.Select(item => (string?)item.Text) : [null];

    private static bool IsDate(string text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Dmp:HabilitationMatrix: {path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static byte[] Provisional()
    {
        using var stream = typeof(HabilitationFile).Assembly.GetManifestResourceStream(Embedded)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
