using System.Security.Cryptography;
using System.Text;

namespace XdsDmp.Atna.Storage.Checkpoints;

/// <summary>
/// Something that this audit repository says and signs, as one line of text: what it is and its version, fields as
/// <c>name=value</c>, <c>key=</c> with the id of the key, <c>signature=</c>. What is signed (ECDSA P-256, SHA-256, the
/// signature as DER in base64) is the line up to the blank before <c>signature=</c>, so that any tool can check it.
/// </summary>
public sealed record SignedStatement(string Text, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Longer than any that we write.</summary>
    public const int MaxLength = 2_048;

    private const string SignatureField = " signature=";

    /// <summary>What it is and its version: the first word.</summary>
    public string Kind => Text.Split(' ')[0];

    /// <summary>Id of the key that signed it.</summary>
    public string? Key => Field("key");

    public string Line => Text + SignatureField + Convert.ToBase64String(Signature.Span);

    /// <summary>SHA-256 of the line: how the next statement names this one.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Line));

    /// <summary>Null when the line is none.</summary>
    public static SignedStatement? TryParse(string line)
    {
        line = line.Trim();
        var end = line.LastIndexOf(SignatureField, StringComparison.Ordinal);
        if (end <= 0 || line.Length > MaxLength)
        {
            return null;
        }

        var signature = new byte[MaxLength];
        return Convert.TryFromBase64String(line[(end + SignatureField.Length)..], signature, out var length)
            ? new SignedStatement(line[..end], signature.AsMemory(0, length))
            : null;
    }

    public string? Field(string name)
    {
        var start = Text.IndexOf($" {name}=", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var value = Text.AsSpan(start + name.Length + 2);
        var end = value.IndexOf(' ');
        return (end < 0 ? value : value[..end]).ToString();
    }
}
