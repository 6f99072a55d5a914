using System.Collections.Frozen;
using System.Text.Json;
using XdsDmp.Metadata.Files;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>Reads a file of value sets, and tells every mistake in it with its place.</summary>
public sealed class DmpValueSetReader
{
    private readonly List<FileMistake> _mistakes = [];

    private DmpValueSetReader()
    {
    }

    /// <returns>The sets; null when there are mistakes.</returns>
    public static DmpValueSets? Read(ReadOnlySpan<byte> json, out IReadOnlyList<FileMistake> mistakes)
    {
        var reader = new DmpValueSetReader();
        var sets = JsonPlace.TryRead(json, reader._mistakes) is { } place ? reader.ReadFile(place) : null;
        mistakes = [.. reader._mistakes.OrderBy(m => m.Line)];
        return mistakes.Count == 0 ? sets : null;
    }

    private DmpValueSets ReadFile(JsonPlace place)
    {
        var node = new FileNode(place, _mistakes, "version", "sets", "typesOfClasses");
        return new DmpValueSets
        {
            Version = node.Required("version"),
            Sets = ReadSets(node),
            TypesOfClasses = ReadTypes(node),
        };
    }

    private FrozenDictionary<string, DmpValueSet> ReadSets(FileNode file)
    {
        if (file.Member("sets") is not { } place)
        {
            file.Wrong("'sets' is missing");
            return FrozenDictionary<string, DmpValueSet>.Empty;
        }

        var node = new FileNode(place, _mistakes, [.. DmpValueSets.Names]);
        return DmpValueSets.Names.Select(name => (Name: name, Place: node.Member(name)))
            .Where(set => set.Place is not null)
            .ToFrozenDictionary(set => set.Name, set => ReadSet(set.Place!), StringComparer.Ordinal);
    }

    private DmpValueSet ReadSet(JsonPlace place)
    {
        var node = new FileNode(place, _mistakes, "name", "oid", "version", "isComplete", "codes");
        var codes = new HashSet<(string, string)>();
        foreach (var (scheme, list) in node.Member("codes")?.Members ?? [])
        {
            foreach (var code in Texts(node, list).Where(code => !codes.Add((code.Text, scheme))))
            {
                node.Wrong(code, $"{code.Text}^^{scheme} stands in the set twice");
            }
        }

        if (codes.Count == 0)
        {
            node.Wrong("'codes' has no code: leave the set out where any code is allowed");
        }

        return new DmpValueSet(
            node.Required("name"), node.Required("oid", text => Oid.IsValid(text), "an OID"), node.Optional("version"),
            node.Flag("isComplete", otherwise: true), codes.ToFrozenSet());
    }

    private static FrozenDictionary<string, FrozenSet<string>> ReadTypes(FileNode file)
    {
        var types = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal);
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (file.Member("typesOfClasses") is not { } place)
        {
            file.Wrong("'typesOfClasses' is missing");
            return types.ToFrozenDictionary(StringComparer.Ordinal);
        }

        foreach (var (name, list) in place.Members)
        {
            foreach (var type in Texts(file, list).Where(type => !classes.TryAdd(type.Text, name)))
            {
                file.Wrong(type, $"the type {type.Text} is of class {classes[type.Text]} already");
            }

            if (!types.TryAdd(name, list.Items.Select(type => type.Text).ToFrozenSet(StringComparer.Ordinal)))
            {
                file.Wrong(list, $"the class {name} stands here twice");
            }
        }

        return types.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static List<JsonPlace> Texts(FileNode node, JsonPlace list)
    {
        if (list.Kind != JsonValueKind.Array)
        {
            node.Wrong(list, "a list of codes is expected");
            return [];
        }

        foreach (var item in list.Items.Where(i => i.Kind != JsonValueKind.String || i.Text.Length == 0))
        {
            node.Wrong(item, "a code is expected, a text that is not empty");
        }

        return list.Items;
    }
}
