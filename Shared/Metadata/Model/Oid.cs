using System.Numerics;

namespace XdsDmp.Metadata.Model;

/// <summary>An ISO object identifier (ITI TF-3 table 4.2.3.1.7-2).</summary>
public readonly record struct Oid
{
    public const int MaxLength = 64;

    private Oid(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, out Oid oid)
    {
        oid = IsValid(text) ? new Oid(text!) : default;
        return oid.Value is not null;
    }

    /// <summary>A UUID as an OID (ISO/IEC 9834-8, arc 2.25).</summary>
    public static string Of(Guid uuid) =>
        $"2.25.{new BigInteger(uuid.ToByteArray(bigEndian: true), isUnsigned: true, isBigEndian: true)}";

    /// <summary>Digits in at least two arcs, no leading zero, at most 64 characters.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength || !text.Contains('.'))
        {
            return false;
        }

        while (true)
        {
            var dot = text.IndexOf('.');
            if (!IsArc(dot < 0 ? text : text[..dot]))
            {
                return false;
            }

            if (dot < 0)
            {
                return true;
            }

            text = text[(dot + 1)..];
        }
    }

    public override string ToString() => Value ?? "";

    private static bool IsArc(ReadOnlySpan<char> arc) =>
        arc.Length > 0 && !arc.ContainsAnyExceptInRange('0', '9') && (arc.Length == 1 || arc[0] != '0');
}
