using System.Collections.Frozen;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>The value sets of the DMP in one state of theirs (ANS, Nomenclatures des objets de santé).</summary>
public sealed record DmpValueSets
{
    /// <summary>Of an author: what it is there for (JDV_J47).</summary>
    public const string AuthorRole = "authorRole";

    /// <summary>Of an author: profession and skill, or which machine it is (JDV_J01).</summary>
    public const string AuthorSpecialty = "authorSpecialty";

    /// <summary>What a reference id is (JDV_J231).</summary>
    public const string ReferenceIdType = "referenceIdType";

    private const string Resource = "Dmp/value-sets.json";
    private static readonly Lazy<DmpValueSets> Shipped = new(ReadShipped);

    /// <summary>Names of the sets that a file may hold.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        CodedAttribute.ClassCode, CodedAttribute.TypeCode, CodedAttribute.ConfidentialityCode,
        CodedAttribute.ContentTypeCode, CodedAttribute.FormatCode, CodedAttribute.HealthcareFacilityTypeCode,
        CodedAttribute.PracticeSettingCode, AuthorRole, AuthorSpecialty, ReferenceIdType,
    ];

    /// <summary>Those that come with this product.</summary>
    public static DmpValueSets Default => Shipped.Value;

    public required string Version { get; init; }

    public required FrozenDictionary<string, DmpValueSet> Sets { get; init; }

    /// <summary>Codes of the types of documents, by the code of their class (ASS_X16).</summary>
    public required FrozenDictionary<string, FrozenSet<string>> TypesOfClasses { get; init; }

    /// <summary>The class of a type of documents; null when the DMP has no such type.</summary>
    public string? ClassOf(string type) => TypesOfClasses.FirstOrDefault(c => c.Value.Contains(type)).Key;

    /// <summary>The scheme under which a set has a code; null when it does not have it.</summary>
    public string? SchemeOf(string set, string code) =>
        Sets.GetValueOrDefault(set)?.Codes.FirstOrDefault(c => c.Code == code).Scheme;

    private static DmpValueSets ReadShipped()
    {
        using var stream = typeof(DmpValueSets).Assembly.GetManifestResourceStream(Resource)!;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return DmpValueSetReader.Read(json, out var mistakes)
            ?? throw new InvalidOperationException($"{Resource}: {string.Join("; ", mistakes)}");
    }
}
