using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace XdsDmp.Atna.Storage.Segments;

/// <summary>
/// The form of records in a file: gzip of lines of JSON, to be read in ten years by whatever there is then. The first
/// line says <c>format</c>, <c>first</c> and <c>before</c> (the chain hash before the first record). Then a line for
/// each record: all that its content hash covers, <c>previous</c> and <c>chain</c>; the octets as <c>text</c> where
/// they are UTF-8, else as <c>base64</c>; behind it a line <c>statement</c> if a checkpoint ends with it. A segment has
/// its own <c>statement</c> behind the records. The last line, <c>end</c>, is the number of records: a file that was
/// cut off has none.
/// </summary>
internal static class SegmentFormat
{
    public const string Name = "XdsDmp audit records, version 1";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Header(long first, ReadOnlyMemory<byte> before) => Line(json =>
    {
        json.WriteString("format", Name);
        json.WriteNumber("first", first);
        json.WriteString("before", Convert.ToHexStringLower(before.Span));
    });

    public static byte[] Record(ChainedMessage record) => Line(json =>
    {
        var message = record.Message;
        json.WriteNumber("sequence", record.Sequence);
        json.WriteNumber("receivedAt", Microseconds.Of(message.ReceivedAt));
        json.WriteString("transport", message.Transport);
        json.WriteString("peer", message.Peer);
        json.WriteString("certificate", message.PeerCertificate);
        json.WriteString("previous", Convert.ToHexStringLower(record.PreviousHash));
        json.WriteString("chain", Convert.ToHexStringLower(record.ChainHash));
        if (Utf8.IsValid(message.Raw))
        {
            json.WriteString("text", message.Raw);
        }
        else
        {
            json.WriteBase64String("base64", message.Raw);
        }
    });

    public static byte[] Statement(string line) => Line(json => json.WriteString("statement", line));

    public static byte[] End(long records) => Line(json => json.WriteNumber("end", records));

    /// <exception cref="InvalidDataException">The line is not of this format.</exception>
    public static SegmentLine Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Read(json.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException
            or KeyNotFoundException)
        {
            throw new InvalidDataException($"a line is not one of '{Name}': {wrong.Message}", wrong);
        }
    }

    private static SegmentLine Read(JsonElement line)
    {
        if (line.TryGetProperty("sequence", out var sequence))
        {
            return new SegmentLine { Record = RecordOf(line, sequence.GetInt64()) };
        }

        if (line.TryGetProperty("format", out var format))
        {
            return format.GetString() == Name
                ? new SegmentLine { First = line.GetProperty("first").GetInt64(), Before = Hash(line, "before") }
                : throw new FormatException($"the format is '{format}'");
        }

        return line.TryGetProperty("statement", out var statement)
            ? new SegmentLine { Statement = statement.GetString() }
            : new SegmentLine { End = line.GetProperty("end").GetInt64() };
    }

    private static ChainedMessage RecordOf(JsonElement line, long sequence) => new(
        sequence,
        new ReceivedMessage(
            Microseconds.ToTime(line.GetProperty("receivedAt").GetInt64()),
            line.GetProperty("transport").GetString() ?? "",
            line.GetProperty("peer").GetString() ?? "",
            line.GetProperty("certificate").GetString(),
            line.TryGetProperty("base64", out var base64)
                ? base64.GetBytesFromBase64()
                : Encoding.UTF8.GetBytes(line.GetProperty("text").GetString() ?? "")),
        Hash(line, "previous"),
        Hash(line, "chain"));

    private static byte[] Hash(JsonElement line, string name) =>
        Convert.FromHexString(line.GetProperty(name).GetString() ?? "");

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}

/// <summary>One line of a file of records: one of these is there.</summary>
internal sealed record SegmentLine
{
    public ChainedMessage? Record { get; init; }

    /// <summary>The first line: number of the first record, and the chain hash before it.</summary>
    public long? First { get; init; }

    public byte[]? Before { get; init; }

    public string? Statement { get; init; }

    /// <summary>The last line.</summary>
    public long? End { get; init; }
}
