using System.Text;
using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Tests.Support;
using Entry = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Tests.Unit.Metadata.Cda;

/// <summary>A document against its entry.</summary>
[TestClass]
public sealed class CdaRulesTests
{
    private const string Whole = """
        <ClinicalDocument xmlns="urn:hl7-org:v3">
          <id root="1.2.3" extension="A-1"/>
          <code code="11488-4" codeSystem="2.16.840.1.113883.6.1" displayName="Consultation"/>
          <effectiveTime value="20260102040405+0100"/>
          <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
          <setId root="1.2.3.4"/><versionNumber value="1"/>
          <recordTarget><patientRole>
            <id root="1.2.3.4.5" extension="local"/>
            <id root="1.2.250.1.213.1.4.8" extension="279035121518989"/>
          </patientRole></recordTarget>
          <legalAuthenticator><assignedEntity>
            <id root="1.2.250.1.71.4.2.1" extension="899900063480"/>
          </assignedEntity></legalAuthenticator>
          <component><nonXMLBody><text mediaType="application/pdf" representation="B64"></text></nonXMLBody></component>
        </ClinicalDocument>
        """;

    [TestMethod]
    public async Task WhatAgreesPasses() => Assert.IsEmpty((await CheckAsync(Whole)).Select(e => e.Context));

    [TestMethod]
    [DataRow("extension=\"279035121518989\"", "extension=\"157069329642881\"", "CDA-patient")]
    [DataRow("1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.2", "CDA-patient")]
    [DataRow("A-1", "A-2", "CDA-id")]
    [DataRow("extension=\"A-1\"", "", "CDA-id")]
    public async Task WhoseAndWhichItIsIsNotNegotiable(string text, string other, string rule)
    {
        var errors = await CheckAsync(Whole.Replace(text, other, StringComparison.Ordinal));
        Assert.IsTrue(errors.IsFailure);
        Assert.AreEqual(rule, errors.Single().Explanation!.Rule);
        Assert.IsTrue(errors.Single().Is(RegistryErrorCode.XDSRepositoryMetadataError));
        Assert.IsNotNull(errors.Single().Explanation!.French);
    }

    [TestMethod]
    [DataRow("11488-4", "11490-0", "CDA-code")]
    [DataRow("20260102040405+0100", "20260102040405", "CDA-effectiveTime")]
    [DataRow("<id root=\"1.2.250.1.71.4.2.1\" extension=\"899900063480\"/>", "", "CDA-legalAuthenticator")]
    [DataRow("code=\"N\"", "code=\"R\"", "CDA-confidentialityCode")]
    [DataRow("code=\"N\"", "code=\"MASQUE_PS\"", "CDA-confidentialityCode")]
    [DataRow("<setId root=\"1.2.3.4\"/>", "", "CDA-version")]
    public async Task TheRestIsToldUnlessItIsToBeRefused(string text, string other, string rule)
    {
        var document = Whole.Replace(text, other, StringComparison.Ordinal);
        var errors = await CheckAsync(document);
        Assert.IsFalse(errors.IsFailure);
        Assert.AreEqual(rule, errors.Single().Explanation!.Rule);
        var treatments = DmpRuleSettings.ReadTreatments([$"{rule}=Reject"], DmpRules.Ids, out _);
        Assert.IsTrue((await CheckAsync(document, new DmpRuleSettings { Treatments = treatments })).IsFailure);
    }

    [TestMethod]
    [DataRow("not XML", "CDA-wellFormed")]
    [DataRow("", "CDA-wellFormed")]
    [DataRow("<!DOCTYPE x><ClinicalDocument xmlns='urn:hl7-org:v3'/>", "CDA-wellFormed")]
    [DataRow("<ClinicalDocument/>", "CDA-root")]
    [DataRow("<note xmlns='urn:hl7-org:v3'/>", "CDA-root")]
    public async Task WhatIsNoCdaIsRefused(string document, string rule)
    {
        var errors = await CheckAsync(document);
        Assert.IsTrue(errors.Single().Is(RegistryErrorCode.InvalidDocumentContent));
        Assert.AreEqual(rule, errors.Single().Explanation!.Rule);
    }

    [TestMethod]
    public async Task ADocumentMayBeInLatin1()
    {
        var document = "<?xml version='1.0' encoding='ISO-8859-1'?><!-- é -->" + Whole;
        var content = await CdaHeaderReader.ReadWholeAsync(
            new MemoryStream(Encoding.Latin1.GetBytes(document)), CancellationToken.None);
        Assert.IsNull(content.Fault);
        Assert.AreEqual("1.2.3^A-1", content.Header?.UniqueId);
    }

    [TestMethod]
    public async Task ADocumentIsReadToItsEnd()
    {
        var errors = await CheckAsync(Whole.Replace("</ClinicalDocument>", "<broken", StringComparison.Ordinal));
        Assert.AreEqual("CDA-wellFormed", errors.Single().Explanation!.Rule);
    }

    [TestMethod]
    public async Task AHeaderWithoutEndIsNotHeldInMemory()
    {
        var errors = await CheckAsync(
            "<ClinicalDocument xmlns='urn:hl7-org:v3'>" + string.Concat(Enumerable.Repeat("<id/>", 20_001)));
        StringAssert.Contains(errors.Single().Context, "more than 20000 elements");
    }

    [TestMethod]
    public void SignaturesAndImagesAreNotCda()
    {
        Assert.IsTrue(CdaRules.Concerns(new DocumentEntry(ADmp.DocumentEntry())));
        Assert.IsFalse(CdaRules.Concerns(new DocumentEntry(ADmp.SignatureEntry())));
        Assert.IsFalse(CdaRules.Concerns(new DocumentEntry(
            ADmp.DocumentEntry() with { MimeType = "application/dicom" })));
    }

    private static async Task<RegistryErrors> CheckAsync(string document, DmpRuleSettings? settings = null)
    {
        var content = await CdaHeaderReader.ReadWholeAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(document)), CancellationToken.None);
        var entry = new DocumentEntry(ADmp.DocumentEntry().With(SlotNames.CreationTime, "20260102030405")
            .WithIdentifier(Entry.UniqueId, i => i with { Value = "1.2.3^A-1" }));
        var errors = new RegistryErrors();
        CdaRules.Check(entry, content, settings ?? new DmpRuleSettings(), errors);
        return errors;
    }
}
