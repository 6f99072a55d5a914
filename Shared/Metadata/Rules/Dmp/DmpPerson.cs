using XdsDmp.Metadata.Ins;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>Who an XCN names in France: a professional, a patient, a machine (CI-SIS, XCN).</summary>
public sealed record DmpPerson(string Id, string Authority, string NameType, string IdType)
{
    /// <summary>OID of the national identifiers of professionals (PS_IdNat).</summary>
    public const string ProfessionalIds = "1.2.250.1.71.4.2.1";

    public const string ProfessionalType = "IDNPS";
    public const string PatientType = "NH";
    public const string ResourceType = "RI";

    private const int RppsLength = 12;
    private const int AdeliLength = 10;

    public bool IsPatient => IdType == PatientType || InsAuthority.Find(Authority) is not null;

    /// <summary>A person with a number of the national directory, RPPS or ADELI.</summary>
    public bool IsProfessional =>
        Authority == ProfessionalIds && Id.Length > 0 && Id[0] is '0' or '8' && !Id.Contains('/');

    /// <summary>Components 1, 9, 10 and 13; those that are not there are empty.</summary>
    public static DmpPerson Of(string xcn) => new(
        Hl7.Component(xcn, 1).ToString(),
        Hl7.Component(Hl7.Component(xcn, 9), 2, '&').ToString(),
        Hl7.Component(xcn, 10).ToString(),
        Hl7.Component(xcn, 13).ToString());

    /// <summary>
    /// PS_IdNat: the first character says which number follows; within a structure, an id of its own after a slash.
    /// </summary>
    public static bool IsProfessionalId(string id) => id.Length > 0 && id[0] switch
    {
        '8' => id.Length == RppsLength && id.All(char.IsAsciiDigit),
        '0' => id.Length == AdeliLength && id.All(char.IsAsciiLetterOrDigit),
        '1' or '3' or '4' or '5' or '6' =>
            id.IndexOf('/', StringComparison.Ordinal) is > 1 and var slash && slash < id.Length - 1,
        _ => false,
    };
}
