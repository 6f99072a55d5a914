using System.Buffers;
using System.Globalization;
using System.Text.Json;
using XdsDmp.Atna.Fhir;

namespace XdsDmp.Atna.Forwarding;

/// <summary>A Bundle of AuditEvents that are to be created, and what is answered to one (FHIR R4, batch).</summary>
internal static class FhirBatch
{
    /// <summary>
    /// Of the client's errors those that say something of the target or of the moment, not of the record: who sends
    /// to a wrong address, or without the right, must not lose a record over it.
    /// </summary>
    private static readonly int[] NotOfTheRecord = [401, 403, 404, 405, 407, 408, 421, 423, 425, 426, 429];

    /// <summary>It would be refused however often it is sent.</summary>
    public static bool IsForGood(int status) => status is >= 400 and < 500 && !NotOfTheRecord.Contains(status);

    /// <summary>XML cannot stand in a Bundle of JSON, nor can a byte order mark.</summary>
    public static bool IsEntry(RecordCopy copy) => copy.Octets.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    public static FhirFormat FormatOf(RecordCopy copy) =>
        copy.Octets.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..] ? FhirFormat.Xml : FhirFormat.Json;

    /// <summary>Each resource as its own octets.</summary>
    public static ReadOnlyMemory<byte> Write(IEnumerable<RecordCopy> copies)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("""{"resourceType":"Bundle","type":"batch","entry":["""u8);
        var separator = ""u8;
        foreach (var copy in copies)
        {
            output.Write(separator);
            output.Write("""{"resource":"""u8);
            output.Write(copy.Octets);
            output.Write(""","request":{"method":"POST","url":"AuditEvent"}}"""u8);
            separator = ","u8;
        }

        output.Write("]}"u8);
        return output.WrittenMemory;
    }

    /// <summary>For each entry what became of it; null when the answer is something else.</summary>
    public static IReadOnlyList<EntryResult>? Read(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return [.. json.RootElement.GetProperty("entry").EnumerateArray().Select(ResultOf)];
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            return null;
        }
    }

    /// <summary>What an OperationOutcome says first; empty when there is none.</summary>
    public static string DetailOf(byte[] outcome)
    {
        try
        {
            using var json = JsonDocument.Parse(outcome);
            return DetailOf(json.RootElement);
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static EntryResult ResultOf(JsonElement entry)
    {
        var response = entry.GetProperty("response");
        var status = response.GetProperty("status").GetString()!.Split(' ')[0];
        return new EntryResult(
            int.Parse(status, NumberStyles.None, CultureInfo.InvariantCulture),
            response.TryGetProperty("outcome", out var outcome) ? DetailOf(outcome) : "");
    }

    private static string DetailOf(JsonElement outcome)
    {
        if (!outcome.TryGetProperty("issue", out var issues) || issues.GetArrayLength() == 0)
        {
            return "";
        }

        string?[] parts = [TextOf(issues[0], "code"), TextOf(issues[0], "diagnostics")];
        return string.Join(": ", parts.OfType<string>());
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>What became of one entry.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Detail">What the target says to it.</param>
internal sealed record EntryResult(int Status, string Detail);
