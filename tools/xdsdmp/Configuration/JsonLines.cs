using System.Text.Json;

namespace XdsDmp.CommandLine.Configuration;

/// <summary>On which line of a file of settings each of its keys stands.</summary>
internal static class JsonLines
{
    /// <summary>Empty when the file cannot be read as JSON.</summary>
    public static IReadOnlyDictionary<string, int> Of(string path)
    {
        try
        {
            return Of(File.ReadAllBytes(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Dictionary<string, int>();
        }
    }

    /// <summary>Keys as configuration has them: <c>Section:Key</c>, elements of arrays by their number.</summary>
    public static IReadOnlyDictionary<string, int> Of(ReadOnlySpan<byte> json)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        });
        var open = new Stack<Level>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                open.Peek().Name = reader.GetString()!;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (open.TryPeek(out var level) && level.Next() is var key)
            {
                lines[key] = 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                open.Push(new Level(
                    level is null ? "" : level.Current + ":", reader.TokenType == JsonTokenType.StartArray));
            }
        }

        return lines;
    }

    /// <summary>An object or array that is being read.</summary>
    private sealed class Level(string prefix, bool isArray)
    {
        private int _elements;

        public string Name { get; set; } = "";

        public string Current { get; private set; } = "";

        public string Next() => Current = prefix + (isArray ? $"{_elements++}" : Name);
    }
}
