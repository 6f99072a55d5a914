using System.Buffers.Text;
using System.Text;

namespace XdsDmp.Bench.Load;

/// <summary>Cheap but real: what every answer is looked at for.</summary>
internal static class Answers
{
    /// <summary>An <c>rs:RegistryResponse</c> that says Success.</summary>
    public static void IsSuccess(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("RegistryResponse"u8) < 0
            || body.IndexOf("status=\"urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success\""u8) < 0)
        {
            throw new InvalidDataException($"not a success: {Encoding.UTF8.GetString(body)}");
        }
    }

    /// <summary>It relates to the message with that number.</summary>
    public static void IsAnswerTo(long number, ReadOnlySpan<byte> body)
    {
        Span<byte> digits = stackalloc byte[RequestTemplate.Number.Length];
        Utf8Formatter.TryFormat(number, digits, out _, new('D', (byte)digits.Length));
        var relation = body.IndexOf("RelatesTo"u8);
        var id = relation < 0 ? -1 : body[relation..].IndexOf("urn:uuid:00000000-0000-4000-8000-"u8);
        if (id < 0 || !body[(relation + id + "urn:uuid:00000000-0000-4000-8000-".Length)..].StartsWith(digits))
        {
            throw new InvalidDataException(
                $"not the answer to {number}: {Encoding.UTF8.GetString(body[..Math.Min(1000, body.Length)])}");
        }
    }

    /// <summary>Success, so many references to objects, so many octets (0: any).</summary>
    public static AnswerCheck HasReferences(int count, int length) => body =>
    {
        if ((length != 0 && body.Length != length) || body.IndexOf("ResponseStatusType:Success"u8) < 0
            || body.Count("<rim:ObjectRef "u8) != count)
        {
            throw new InvalidDataException(
                $"not {count} references: {Encoding.UTF8.GetString(body[..Math.Min(2000, body.Length)])}");
        }
    };

    /// <summary>Success, and a document of that size.</summary>
    public static AnswerCheck HasDocument(int octets) => body =>
    {
        if (body.Length < octets || body.IndexOf("ResponseStatusType:Success"u8) < 0)
        {
            throw new InvalidDataException(
                $"not a document of {octets} octets: {Encoding.UTF8.GetString(body[..Math.Min(2000, body.Length)])}");
        }
    };

    /// <summary>Success, so many document entries, so many octets (0: any).</summary>
    public static AnswerCheck HasEntries(int count, int length) => body =>
    {
        if (length != 0 && body.Length != length)
        {
            throw new InvalidDataException(
                $"{body.Length} octets, {length} expected: "
                + Encoding.UTF8.GetString(body[..Math.Min(2000, body.Length)]));
        }

        if (body.IndexOf("ResponseStatusType:Success"u8) < 0 || body.Count("<rim:ExtrinsicObject "u8) != count)
        {
            throw new InvalidDataException(
                $"not {count} entries: {Encoding.UTF8.GetString(body[..Math.Min(2000, body.Length)])}");
        }
    };
}
