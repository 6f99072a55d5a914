using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>Which structure an XON names in France (CI-SIS, XON).</summary>
public sealed record DmpStructure(string Name, string Authority, string IdType, string Id)
{
    /// <summary>OID of the national identifiers of structures (Struct_IdNat).</summary>
    public const string StructureIds = "1.2.250.1.71.4.2.2";

    public const string StructureType = "IDNST";

    private const int SirenOrFinessLength = 10;
    private const int SiretLength = 15;

    /// <summary>Components 1, 6, 7 and 10; those that are not there are empty.</summary>
    public static DmpStructure Of(string xon) => new(
        Hl7.Component(xon, 1).ToString(),
        Hl7.Component(Hl7.Component(xon, 6), 2, '&').ToString(),
        Hl7.Component(xon, 7).ToString(),
        Hl7.Component(xon, 10).ToString());

    /// <summary>
    /// Struct_IdNat: 1 and a FINESS, 2 and a SIREN, 3 and a SIRET, 0 or 4 and the number of a practice; anything else
    /// is a technical number.
    /// </summary>
    public static bool IsStructureId(string id) => id.Length > 0 && id[0] switch
    {
        '1' => id.Length == SirenOrFinessLength && id.All(char.IsAsciiLetterOrDigit),
        '2' => id.Length == SirenOrFinessLength && id.All(char.IsAsciiDigit),
        '3' => id.Length == SiretLength && id.All(char.IsAsciiDigit),
        '0' or '4' => id.Length > SirenOrFinessLength && id.All(char.IsAsciiLetterOrDigit),
        _ => true,
    };
}
