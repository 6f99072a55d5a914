using System.Text.Json;

namespace XdsDmp.Metadata.Files;

/// <summary>A JSON value that knows where it stands, so that a mistake in it can be found.</summary>
public sealed class JsonPlace
{
    /// <summary>The files that we know have five levels.</summary>
    private const int MaxDepth = 16;

    private JsonPlace(string path, int line, JsonValueKind kind)
    {
        Path = path;
        Line = line;
        Kind = kind;
    }

    public string Path { get; }

    public int Line { get; }

    public JsonValueKind Kind { get; }

    public string Text { get; private init; } = "";

    public List<(string Name, JsonPlace Value)> Members { get; } = [];

    public List<JsonPlace> Items { get; } = [];

    /// <summary>The whole file; null when it is no JSON, and a mistake says where it ceases to be.</summary>
    public static JsonPlace? TryRead(ReadOnlySpan<byte> json, List<FileMistake> mistakes)
    {
        try
        {
            return Read(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
        }
        catch (JsonException wrong)
        {
            mistakes.Add(new FileMistake(
                (int)(wrong.LineNumber ?? 0) + 1, "$", $"this is not JSON: {wrong.Message.Split(" LineNumber")[0]}"));
            return null;
        }
    }

    /// <exception cref="JsonException">It is no JSON; the message has line and position.</exception>
    private static JsonPlace Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth,
        });
        var lines = new LineCounter(json);
        reader.Read();
        var root = Read(ref reader, ref lines, "$");
        while (reader.Read())
        {
            // To the end, so that what follows the value shows as the error that it is.
        }

        return root;
    }

    private static JsonPlace Read(ref Utf8JsonReader reader, ref LineCounter lines, string path)
    {
        var line = lines.LineOf(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var it = new JsonPlace(path, line, JsonValueKind.Object);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    it.Members.Add((name, Read(ref reader, ref lines, $"{path}.{name}")));
                }

                return it;
            case JsonTokenType.StartArray:
                var list = new JsonPlace(path, line, JsonValueKind.Array);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Items.Add(Read(ref reader, ref lines, $"{path}[{list.Items.Count}]"));
                }

                return list;
            case JsonTokenType.String:
                return new JsonPlace(path, line, JsonValueKind.String) { Text = reader.GetString()! };
            default:
                return new JsonPlace(path, line, JsonValueKind.Undefined);
        }
    }

    /// <summary>Tokens come in order, so that each line break is counted once.</summary>
    private ref struct LineCounter(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private long _at;
        private int _line = 1;

        public int LineOf(long index)
        {
            _line += _json[(int)_at..(int)index].Count((byte)'\n');
            _at = index;
            return _line;
        }
    }
}
