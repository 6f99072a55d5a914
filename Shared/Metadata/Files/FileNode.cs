using System.Text.Json;

namespace XdsDmp.Metadata.Files;

/// <summary>Reads one object of an operator's file; every key that nobody asks for is a mistake.</summary>
public sealed class FileNode
{
    private readonly JsonPlace _place;
    private readonly List<FileMistake> _mistakes;
    private readonly Dictionary<string, JsonPlace> _members = new(StringComparer.Ordinal);

    public FileNode(JsonPlace place, List<FileMistake> mistakes, params string[] known)
    {
        _place = place;
        _mistakes = mistakes;
        if (place.Kind != JsonValueKind.Object)
        {
            Wrong(place, "an object is expected");
        }

        foreach (var (name, value) in place.Members)
        {
            if (!known.Contains(name))
            {
                Wrong(value, $"the key '{name}' is not known here; known: {string.Join(", ", known)}");
            }
            else if (!_members.TryAdd(name, value))
            {
                Wrong(value, $"the key '{name}' stands here twice");
            }
        }
    }

    public JsonPlace? Member(string name) => _members.GetValueOrDefault(name);

    public void Wrong(string problem) => Wrong(_place, problem);

    public void Wrong(JsonPlace at, string problem) => _mistakes.Add(new FileMistake(at.Line, at.Path, problem));

    /// <summary>A text that must be there.</summary>
    public string Required(string name)
    {
        if (Member(name) is null)
        {
            if (_place.Kind == JsonValueKind.Object)
            {
                Wrong($"'{name}' is missing");
            }

            return "";
        }

        return Optional(name) ?? "";
    }

    /// <summary>The same, of a certain form.</summary>
    public string Required(string name, Func<string, bool> isRight, string expected) =>
        Member(name) is null ? Required(name) : Optional(name, isRight, expected) ?? "";

    public string? Optional(string name)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }

        if (member.Kind != JsonValueKind.String || string.IsNullOrWhiteSpace(member.Text))
        {
            Wrong(member, "a text that is not empty is expected");
            return null;
        }

        return member.Text;
    }

    /// <summary>A text that must have a certain form where it is present.</summary>
    public string? Optional(string name, Func<string, bool> isRight, string expected)
    {
        var text = Optional(name);
        if (text is not null && !isRight(text))
        {
            Wrong(Member(name)!, $"'{text}' is not {expected}");
        }

        return text;
    }

    /// <summary>The list's items; null for the word that stands for all, and where there is none.</summary>
    public IReadOnlyList<JsonPlace>? List(string name, string any = "any")
    {
        if (Member(name) is not { } member || (member.Kind == JsonValueKind.String && member.Text == any))
        {
            return null;
        }

        if (member.Kind != JsonValueKind.Array)
        {
            Wrong(member, $"a list or \"{any}\" is expected");
            return null;
        }

        return member.Items;
    }
}
