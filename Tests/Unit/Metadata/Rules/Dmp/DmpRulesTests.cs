using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Tests.Unit.Metadata.Rules.Dmp;

[TestClass]
public sealed class DmpRulesTests
{
    private const string Specials = DmpCodes.SpecialAuthors;
    private const string A05 = "1.2.250.1.213.1.1.4.12";
    private const string Classes = "1.2.250.1.213.1.1.4.1";
    private static readonly Hl7Time Now = Hl7Time.TryParse("20260301120000")!.Value;

    [TestMethod]
    public void WhatIsRightPassesHereAndByTheRulesOfIhe()
    {
        var submission = ADmp.Submission();
        Assert.IsEmpty(Check(submission).Select(e => e.Context));
        var errors = new RegistryErrors();
        SubmissionRules.Check(SubmissionReader.Read(submission, errors)!, MetadataRuleSettings.Dmp, errors);
        Assert.IsEmpty(errors.Select(e => e.Context));
    }

    [TestMethod]
    [DataRow(SlotNames.LegalAuthenticator)]
    [DataRow(SlotNames.ServiceStartTime)]
    public void AttributesThatIheLeavesOpenAreRequired(string slot) =>
        Refused("DMP-required", ADmp.Submission(entry => entry.Without(slot)), slot);

    [TestMethod]
    public void TitleAndAuthorAreRequired()
    {
        Refused("DMP-required", ADmp.Submission(entry => entry with { Name = null }), "title");
        Refused(
            "DMP-required", ADmp.Submission(entry => entry.WithoutClassification(Entry.Author)), "author/authorPerson");
        Refused(
            "DMP-required",
            ADmp.Submission(set: set => set.WithoutClassification(XdsUrns.SubmissionSet.Author)),
            "author/authorPerson");
    }

    [TestMethod]
    public void ASignatureNeedsNoLegalAuthenticator() => Passes(ADmp.Submission().With(
        ADmp.Signature,
        (ExtrinsicObject entry) => entry.Without(SlotNames.LegalAuthenticator, SlotNames.ServiceStartTime)));

    [TestMethod]
    [DataRow("279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH", "DMP-patientAuthority")]
    [DataRow("4711^^^&1.2.3&ISO^PI", "DMP-patientAuthority")]
    [DataRow("27903512151898^^^&1.2.250.1.213.1.4.8&ISO^NH", "DMP-patientId")]
    [DataRow("279035121518989^^^&1.2.250.1.213.1.4.8&ISO^PI", "DMP-patientId")]
    public void APatientIsKnownByAnIns(string patient, string rule) =>
        StringAssert.Contains(Check(Of(patient)).First().Context, $"[rule {rule};");

    [TestMethod]
    public void AWrongKeyIsTold()
    {
        var errors = Check(Of("279035121518988^^^&1.2.250.1.213.1.4.8&ISO^NH"));
        Assert.IsFalse(errors.IsFailure);
        StringAssert.Contains(errors.Single().Context, "[rule DMP-patientKey;");
    }

    [TestMethod]
    public void TestPatientsAreTakenWhereTheyAreNamed()
    {
        var settings = new DmpRuleSettings { Patients = new(["1.2.250.1.213.1.4.10"]) };
        Assert.IsEmpty(Check(Of("279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH"), settings));
    }

    [TestMethod]
    [DataRow("^MAX")]
    [DataRow("899900063480^MAX^LIBRE")]
    [DataRow("899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^^^^IDNPS")]
    [DataRow("899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D")]
    [DataRow("99900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS")]
    [DataRow("8999^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS")]
    [DataRow("379999^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS")]
    [DataRow("899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^NH")]
    [DataRow("279035121518989^PAT^D^^^^^^&1.2.250.1.213.1.4.8&ISO^D^^^IDNPS")]
    [DataRow("17^LOCAL^L^^^^^^&1.2.3&ISO^D")]
    public void PersonsHaveANationalForm(string person) =>
        Refused("DMP-person", ADmp.Submission(entry => entry.With(SlotNames.LegalAuthenticator, person)), person);

    [TestMethod]
    [DataRow(ADmp.Machine)]
    [DataRow(ADmp.Patient)]
    [DataRow("0759999999^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS")]
    [DataRow("3750803447/17^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS")]
    [DataRow("17^LOCAL^L^^^^^^&1.2.3&ISO^D^^^EI")]
    public void OtherNationalFormsPass(string person) =>
        Passes(ADmp.Submission(entry => entry.With(SlotNames.LegalAuthenticator, person)));

    [TestMethod]
    [DataRow("CABINET^^^^^^^^^1.2.3")]
    [DataRow("CABINET^^^^^&1.2.250.1.71.4.2.2&ISO^^^^499900063480001")]
    [DataRow("CABINET^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST")]
    [DataRow("CABINET^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^17508")]
    public void StructuresHaveANationalForm(string institution) => Refused(
        "DMP-institution", ADmp.Submission(entry => entry.By(ADmp.Doctor, institution, ADmp.Specialty)), institution);

    [TestMethod]
    public void AnAuthorStandsForAStructureAndAPatientForNone()
    {
        Refused(
            "DMP-authorInstitution", ADmp.Submission(entry => entry.By(ADmp.Doctor, null, ADmp.Specialty)),
            ADmp.Doctor);
        Refused(
            "DMP-authorInstitution", ADmp.Submission(entry => OfPatient(entry).By(ADmp.Patient, ADmp.Practice, null)),
            ADmp.Practice);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("Médecin")]
    public void AProfessionalSaysInWhichProfession(string? specialty) => Refused(
        "DMP-authorSpecialty", ADmp.Submission(entry => entry.By(ADmp.Doctor, ADmp.Practice, specialty)),
        specialty ?? ADmp.Doctor);

    [TestMethod]
    public void TheFormOfIheIsASpecialtyToo() => Passes(ADmp.Submission(
        entry => entry.By(ADmp.Doctor, ADmp.Practice, "G15_10/SM26^^^&1.2.250.1.213.1.1.4.5&ISO")));

    [TestMethod]
    [DataRow("MASQUE_PS")]
    [DataRow("N R")]
    [DataRow("N N")]
    [DataRow("N MASQUE_PS MASQUE_PS")]
    [DataRow("N MASQUE_PT")]
    public void ThereIsOneLevelOfConfidentialityAndKnownMasks(string codes) =>
        Refused("DMP-confidentialityCode", ADmp.Submission(entry => Confidential(entry, codes)), "");

    [TestMethod]
    [DataRow("V")]
    [DataRow("R MASQUE_PS INVISIBLE_PATIENT INVISIBLE_REPRESENTANTS_LEGAUX")]
    public void EveryMaskGoesWithEveryLevel(string codes) =>
        Passes(ADmp.Submission(entry => Confidential(entry, codes)));

    [TestMethod]
    public void UnknownCodesAreRefusedWithTheirScheme()
    {
        Refused(
            "DMP-code",
            ADmp.Submission(e => e.WithCode(Entry.HealthcareFacilityTypeCode, "SA11", "1.2.250.1.71.4.2.4")),
            "SA11^^1.2.250.1.71.4.2.4");
        var refused = Refused(
            "DMP-code", ADmp.Submission(e => e.WithCode(Entry.PracticeSettingCode, "HAD", "1.2.3")), "HAD^^1.2.3");
        StringAssert.Contains(refused, "accepted: HAD^^1.2.250.1.213.1.1.4.9;");
    }

    [TestMethod]
    public void OfASetThatIsNotCompleteAnUnknownCodeIsTold()
    {
        var errors = Check(ADmp.Submission(e => e.WithCode(Entry.FormatCode, "urn:new:2030", "1.2.3")));
        Assert.IsFalse(errors.IsFailure);
        StringAssert.Contains(errors.Single().Context, "[rule DMP-code;");
    }

    [TestMethod]
    public void TheClassIsThatOfTheType()
    {
        var wrong = Refused(
            "DMP-classType", ADmp.Submission(entry => entry.WithCode(Entry.ClassCode, "42", Classes)), "42 (11488-4)");
        StringAssert.Contains(wrong, "accepted: 10;");
        var retired = ADmp.Submission(
            entry => entry.WithCode(Entry.TypeCode, "28617-9", "2.16.840.1.113883.6.1"));
        Refused("DMP-classType", retired, "10 (28617-9)");
        var settings = Relaxed("DMP-classType=Warn");
        Assert.IsFalse(Check(retired, settings).IsFailure);
        Assert.HasCount(1, Check(retired, settings));
        Assert.IsEmpty(Check(retired, Relaxed("DMP-classType=Accept")));
    }

    [TestMethod]
    public void DocumentsAreCdaOrDicom() => Refused(
        "DMP-mimeType", ADmp.Submission(entry => entry with { MimeType = "application/pdf" }), "application/pdf");

    [TestMethod]
    [DataRow("20260301")]
    [DataRow("20260301130000")]
    public void ATimeThatCannotBeUtcIsTold(string time)
    {
        var errors = Check(ADmp.Submission(entry => entry.With(SlotNames.CreationTime, time)));
        Assert.IsFalse(errors.IsFailure);
        StringAssert.Contains(errors.Single().Context, "[rule DMP-time;");
    }

    [TestMethod]
    public void APatientAddsWhatIsForPatients()
    {
        Passes(ADmp.Submission(OfPatient));
        Passes(ADmp.Submission(entry => OfPatient(entry).WithCode(Entry.ClassCode, "42", Classes)
            .WithCode(Entry.TypeCode, "DOCPAT02", A05)));
        Refused(
            "DMP-patientDocument", ADmp.Submission(entry => OfPatient(entry).WithCode(Entry.ClassCode, "10", Classes)
                .WithCode(Entry.TypeCode, "11488-4", "2.16.840.1.113883.6.1")), "11488-4");
        Refused(
            "DMP-patientDocument", ADmp.Submission(entry => OfPatient(entry)
                .WithCode(Entry.PracticeSettingCode, "AMBULATOIRE", "1.2.250.1.213.1.1.4.9")),
            "AMBULATOIRE^^1.2.250.1.213.1.1.4.9");
    }

    [TestMethod]
    public void TheMachineWritesReimbursementsAndNobodyElseDoes()
    {
        Passes(ADmp.Submission(Reimbursement));
        Refused(
            "DMP-machineDocument",
            ADmp.Submission(entry => Reimbursement(entry).By(ADmp.Doctor, ADmp.Practice, ADmp.Specialty)),
            ADmp.Specialty);
        Refused(
            "DMP-machineDocument",
            ADmp.Submission(entry => entry.By(ADmp.Machine, ADmp.Practice, $"ALIM_AM^AM^{Specials}")), "11488-4");
    }

    [TestMethod]
    public void ASubmissionIsSigned()
    {
        var unsigned = A.Submission(ADmp.SubmissionSet(), ADmp.DocumentEntry(), A.Membership());
        Refused("DMP-signedSet", unsigned, "0");
        Assert.IsEmpty(Check(unsigned, new DmpRuleSettings { RequireSignature = false }));
    }

    [TestMethod]
    public void ASignatureShowsInNoList() => Refused(
        "DMP-signatureHidden",
        ADmp.Submission().With(ADmp.Signature, (ExtrinsicObject entry) => Confidential(entry, "N MASQUE_PS")),
        "N, MASQUE_PS");

    [TestMethod]
    public void ASignatureSignsItsSet() => Refused(
        "DMP-signs", ADmp.Submission().Without($"Association-{ADmp.Signature}-{A.Set}"), "");

    [TestMethod]
    public void RefusalsAreBilingual()
    {
        var error = Check(ADmp.Submission(entry => entry.Without(SlotNames.LegalAuthenticator))).Single();
        StringAssert.StartsWith(
            error.Explanation!.ToString(Language.French), "un attribut obligatoire est absent [règle DMP-required;");
    }

    [TestMethod]
    public void AnUpdateIsHeldAgainstWhatItCanChange()
    {
        var submission = ADmp.Submission(
            entry => Confidential(entry.Without(SlotNames.LegalAuthenticator), "N N"));
        var error = Check(submission, transaction: SubmissionTransaction.Update).Single();
        StringAssert.Contains(error.Context, "[rule DMP-confidentialityCode;");
    }

    [TestMethod]
    [DataRow("DMP-classType")]
    [DataRow("DMP-classType=Maybe")]
    [DataRow("DMP-classType=1")]
    [DataRow("DE-hash=Warn")]
    public void ASettingThatCannotBeMeantIsNamed(string text)
    {
        DmpRuleSettings.ReadTreatments([text], DmpRules.Ids, out var problem);
        StringAssert.Contains(problem, $"'{text}'");
    }

    private static DmpRuleSettings Relaxed(string text)
    {
        var treatments = DmpRuleSettings.ReadTreatments([text], DmpRules.Ids, out var problem);
        Assert.IsNull(problem);
        return new DmpRuleSettings { Treatments = treatments };
    }

    private static ExtrinsicObject OfPatient(ExtrinsicObject entry) => entry.By(ADmp.Patient, null, null)
        .WithCode(Entry.ClassCode, "90", Classes).WithCode(Entry.TypeCode, "EXPPAT_3", A05)
        .WithCode(Entry.HealthcareFacilityTypeCode, "EXP_PATIENT", Specials)
        .WithCode(Entry.PracticeSettingCode, "EXP_PATIENT", Specials);

    private static ExtrinsicObject Reimbursement(ExtrinsicObject entry) =>
        entry.By(ADmp.Machine, "Assurance Maladie^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^318003502400041",
                $"ALIM_AM^AM^{Specials}")
            .WithCode(Entry.ClassCode, "60", Classes).WithCode(Entry.TypeCode, "REMB", A05);

    private static ExtrinsicObject Confidential(ExtrinsicObject entry, string codes) => codes.Split(' ').Aggregate(
        entry.WithoutClassification(Entry.ConfidentialityCode),
        (it, code) => it.With(ADmp.Code(
            it.Id!, Entry.ConfidentialityCode, code,
            code.Length == 1 ? DmpCodes.Confidentiality : DmpCodes.Masks)));

    private static RegistryObjectList Of(string patient) => new(ADmp.Submission().Objects.Map(it => it switch
    {
        ExtrinsicObject entry => entry.WithIdentifier(Entry.PatientId, i => i with { Value = patient }),
        RegistryPackage set => set.WithIdentifier(
            XdsUrns.SubmissionSet.PatientId, i => i with { Value = patient }),
        _ => it,
    }));

    private static void Passes(RegistryObjectList submission) =>
        Assert.IsEmpty(Check(submission).Select(e => e.Context));

    private static string Refused(string rule, RegistryObjectList submission, string value)
    {
        var errors = Check(submission);
        Assert.IsTrue(errors.IsFailure);
        var error = errors.First();
        Assert.IsTrue(errors.All(e => e.Explanation!.Rule == rule), string.Join('\n', errors.Select(e => e.Context)));
        StringAssert.Contains(error.Context, value);
        Assert.IsNotNull(error.Explanation!.French);
        return error.Context;
    }

    private static RegistryErrors Check(
        RegistryObjectList submission, DmpRuleSettings? settings = null,
        SubmissionTransaction transaction = SubmissionTransaction.Register)
    {
        var errors = new RegistryErrors();
        DmpRules.Check(
            SubmissionReader.Read(submission, errors)!, transaction, settings ?? new DmpRuleSettings(), Now, errors);
        return errors;
    }
}
