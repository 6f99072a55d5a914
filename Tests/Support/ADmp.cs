using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Rules.Dmp;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;
using SetUrns = XdsDmp.Metadata.Ebxml.XdsUrns.SubmissionSet;

namespace XdsDmp.Tests.Support;

/// <summary>
/// What <see cref="A"/> makes, as the French profile wants it: identifiers, codes, and the entry of the signature.
/// </summary>
public static class ADmp
{
    public const string PatientId = "279035121518989^^^&1.2.250.1.213.1.4.8&ISO^NH";
    public const string Doctor = "899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";
    public const string OtherDoctor = "899900063499^AUTRE^LUC^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";
    public const string Patient = "279035121518989^PAT-TROIS^DOMINIQUE^^^^^^&1.2.250.1.213.1.4.8&ISO^D^^^NH";

    public const string Machine =
        "518003502400041/1.2.250.1.215.1.2^Assurance Maladie^.^^^^^^&1.2.250.1.71.4.2.1&ISO^U^^^RI";

    public const string Practice = "CABINET DR LIBRE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^499900063480001";
    public const string OtherPractice = "CABINET DR AUTRE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^499900063499001";
    public const string Specialty = "G15_10/SM26^Médecine générale^1.2.250.1.213.1.1.4.5";
    public const string Signature = "Signature01";

    private const string Loinc = "2.16.840.1.113883.6.1";
    private const string Classes = "1.2.250.1.213.1.1.4.1";
    private const string Formats = "1.3.6.1.4.1.19376.1.2.3";
    private const string Facilities = "1.2.250.1.71.4.2.4";
    private const string Practices = "1.2.250.1.213.1.1.4.9";

    /// <summary>One document, signed.</summary>
    public static RegistryObjectList Submission(
        Func<ExtrinsicObject, ExtrinsicObject>? change = null, Func<RegistryPackage, RegistryPackage>? set = null) =>
        SubmissionOf(change?.Invoke(DocumentEntry()) ?? DocumentEntry(), set?.Invoke(SubmissionSet()));

    public static RegistryObjectList SubmissionOf(ExtrinsicObject entry, RegistryPackage? set = null) => A.Submission(
        set ?? SubmissionSet(), entry, SignatureEntry(), A.Membership(entry.Id!), A.Membership(Signature),
        A.Association(XdsUrns.Association.Signs, Signature, A.Set));

    public static ExtrinsicObject DocumentEntry(string id = A.Document) =>
        (A.DocumentEntry(id, TestSubmission.NewOid(), PatientId) with
        {
            MimeType = "text/xml",
            Classifications =
            [
                Author(id, Entry.Author, Doctor, Practice, Specialty),
                Code(id, Entry.ClassCode, "10", Classes),
                Code(id, Entry.ConfidentialityCode, "N", DmpCodes.Confidentiality),
                Code(id, Entry.FormatCode, "urn:ihe:iti:xds-sd:pdf:2008", Formats),
                Code(id, Entry.HealthcareFacilityTypeCode, "SA07", Facilities),
                Code(id, Entry.PracticeSettingCode, "AMBULATOIRE", Practices),
                Code(id, Entry.TypeCode, "11488-4", Loinc),
            ],
        }).With(SlotNames.LegalAuthenticator, Doctor);

    /// <summary>The entry of the signature of the set, as software for the DMP describes it.</summary>
    public static ExtrinsicObject SignatureEntry(string id = Signature) =>
        DocumentEntry(id) with
        {
            Name = InternationalString.Of("Source"),
            Classifications =
            [
                Author(id, Entry.Author, Doctor, Practice, Specialty),
                Code(id, Entry.ClassCode, DmpCodes.SignatureClass, "URN"),
                Code(id, Entry.ConfidentialityCode, "N", DmpCodes.Confidentiality),
                Code(id, Entry.ConfidentialityCode, DmpCodes.MaskedToProfessionals, DmpCodes.Masks),
                Code(id, Entry.ConfidentialityCode, DmpCodes.HiddenFromPatient, DmpCodes.Masks),
                Code(id, Entry.EventCodeList, "1.2.840.10065.1.12.1.14", "1.2.840.10065.1.12"),
                Code(id, Entry.FormatCode, "http://www.w3.org/2000/09/xmldsig#", "URN"),
                Code(id, Entry.HealthcareFacilityTypeCode, "SA07", Facilities),
                Code(id, Entry.PracticeSettingCode, "AMBULATOIRE", Practices),
                Code(id, Entry.TypeCode, "E1762", "ASTM"),
            ],
        };

    public static RegistryPackage SubmissionSet() =>
        A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: PatientId) with
        {
            Classifications =
            [
                Author(A.Set, SetUrns.Author, Doctor, Practice, Specialty),
                Code(A.Set, SetUrns.ContentTypeCode, "SA07", Facilities),
                A.Mark(A.Set, XdsUrns.SubmissionSetNode),
            ],
        };

    public static Classification Author(
        string owner, string scheme, string person, string? institution, string? specialty) =>
        A.Author(owner, scheme) with
        {
            Slots =
            [
                A.Slot(SlotNames.AuthorPerson, person),
                .. institution is null ? [] : new[] { A.Slot(SlotNames.AuthorInstitution, institution) },
                .. specialty is null ? [] : new[] { A.Slot(SlotNames.AuthorSpecialty, specialty) },
            ],
        };

    public static Classification Code(string owner, string scheme, string value, string system) =>
        A.Code(owner, scheme, value) with { Slots = [A.Slot(SlotNames.CodingScheme, system)] };

    /// <summary>Another author of the entry, instead of the one that it has.</summary>
    public static ExtrinsicObject By(
        this ExtrinsicObject entry, string person, string? institution, string? specialty) =>
        entry.WithoutClassification(Entry.Author).With(Author(entry.Id!, Entry.Author, person, institution, specialty));

    /// <summary>Another code of a single-valued attribute.</summary>
    public static ExtrinsicObject WithCode(this ExtrinsicObject entry, string scheme, string value, string system) =>
        entry.WithoutClassification(scheme).With(Code(entry.Id!, scheme, value, system));
}
