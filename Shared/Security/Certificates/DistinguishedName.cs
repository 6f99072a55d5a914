using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace XdsDmp.Security.Certificates;

/// <summary>
/// An X.500 name as its parts, so that two are compared as names and not as texts (RFC 5280 §7.1): types by their OID,
/// values without regard to case and to blanks.
/// </summary>
public sealed class DistinguishedName
{
    private const int MaxParts = 64;

    /// <summary>Outermost first, as in a certificate; the parts of one level in no order.</summary>
    private readonly IReadOnlyList<IReadOnlyList<NamePart>> _levels;

    internal DistinguishedName(IReadOnlyList<IReadOnlyList<NamePart>> levels) => _levels = levels;

    /// <exception cref="AsnContentException">The name cannot be decoded.</exception>
    public static DistinguishedName SubjectOf(X509Certificate2 certificate) =>
        Decode(certificate.SubjectName.RawData);

    /// <summary>Reads RFC 4514, and what is older of it (RFC 2253, RFC 1779); null when it is neither.</summary>
    public static DistinguishedName? TryParse(string text) =>
        DistinguishedNameText.Read(text) is { Count: > 0 and <= MaxParts } levels
            ? new DistinguishedName([.. levels.Reverse()])
            : null;

    /// <summary>Values of that type, for instance <c>2.5.4.11</c>, as they stand in the name.</summary>
    public IEnumerable<string> ValuesOf(string oid) =>
        _levels.SelectMany(level => level).Where(part => part.Oid == oid).Select(part => part.Value);

    /// <summary>The same name; some software writes the levels the other way round, which is taken, too.</summary>
    public bool IsSame(DistinguishedName other) =>
        _levels.Count == other._levels.Count
        && (Enumerable.Range(0, _levels.Count).All(i => IsSame(_levels[i], other._levels[i]))
            || Enumerable.Range(0, _levels.Count).All(i => IsSame(_levels[i], other._levels[^(i + 1)])));

    private static bool IsSame(IReadOnlyList<NamePart> one, IReadOnlyList<NamePart> other) =>
        one.Count == other.Count && one.Select(Key).Order().SequenceEqual(other.Select(Key).Order());

    private static string Key(NamePart part) =>
        $"{part.Oid}={string.Join(' ', part.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}"
            .ToUpperInvariant();

    private static DistinguishedName Decode(ReadOnlyMemory<byte> der)
    {
        var levels = new List<IReadOnlyList<NamePart>>();
        var name = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        while (name.HasData && levels.Count < MaxParts)
        {
            var level = name.ReadSetOf();
            var parts = new List<NamePart>();
            while (level.HasData && parts.Count < MaxParts)
            {
                var part = level.ReadSequence();
                parts.Add(new NamePart(part.ReadObjectIdentifier(), TextOf(part)));
            }

            levels.Add(parts);
        }

        return new DistinguishedName(levels);
    }

    /// <summary>A string of any kind; anything else as it is encoded.</summary>
    internal static string TextOf(AsnReader value)
    {
        var tag = value.PeekTag();
        UniversalTagNumber[] kinds =
        [
            UniversalTagNumber.UTF8String, UniversalTagNumber.PrintableString, UniversalTagNumber.IA5String,
            UniversalTagNumber.T61String, UniversalTagNumber.BMPString, UniversalTagNumber.NumericString,
            UniversalTagNumber.VisibleString,
        ];
        return tag.TagClass == TagClass.Universal && kinds.Contains((UniversalTagNumber)tag.TagValue)
            ? value.ReadCharacterString((UniversalTagNumber)tag.TagValue)
            : "#" + Convert.ToHexString(value.ReadEncodedValue().Span);
    }
}

/// <summary>One type and value of a name.</summary>
internal sealed record NamePart(string Oid, string Value);
