using System.Text;
using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Tests.Unit.Metadata.Cda;

[TestClass]
public sealed class CdaHeaderReaderTests
{
    [TestMethod]
    public void TheHeaderGivesTheMetadata()
    {
        var header = Read("""
            <id root="1.2.3" extension="A-1"/>
            <code code="11488-4" codeSystem="2.16.840.1.113883.6.1" displayName="Compte rendu"/>
            <title>Compte rendu d'essai</title>
            <effectiveTime value="20260302101500+0100"/>
            <languageCode code="fr-FR"/>
            <recordTarget><patientRole>
              <id root="1.2.250.1" extension="P-1"/>
              <patient>
                <name><family>DMP-TEST</family><given>Patient</given></name>
                <administrativeGenderCode code="F"/><birthTime value="19700101"/>
              </patient>
            </patientRole></recordTarget>
            """)!;

        Assert.AreEqual("1.2.3^A-1", header.UniqueId);
        Assert.AreEqual(new Code("11488-4", "2.16.840.1.113883.6.1", "Compte rendu"), header.Type);
        Assert.AreEqual("Compte rendu d'essai", header.Title);
        Assert.AreEqual("20260302091500", header.EffectiveTime?.Digits);
        Assert.AreEqual("fr-FR", header.Language);
        Assert.AreEqual(new PatientId("P-1", "1.2.250.1"), header.Patient);
        Assert.AreEqual("PID-5|DMP-TEST^Patient^^^^^L PID-7|19700101 PID-8|F", string.Join(' ', header.PatientInfo));
    }

    [TestMethod]
    public void TheSecondOfTwoDoesNotCompleteTheFirst()
    {
        var header = Read("""
            <id root="1.2.3"/><id root="1.2.4" extension="X"/>
            <author><assignedAuthor><id root="1.2.5" extension="D"/></assignedAuthor></author>
            <author><assignedAuthor>
              <id nullFlavor="UNK"/><assignedPerson><name><family>AUTRE</family></name></assignedPerson>
            </assignedAuthor></author>
            """)!;

        Assert.AreEqual("1.2.3", header.UniqueId);
        Assert.AreEqual("D^^^^^^^^&1.2.5&ISO", header.AuthorPerson);
    }

    [TestMethod]
    public void WhatFollowsTheBodyIsNotRead()
    {
        var header = Read("<id root=\"1.2.3\"/><component><structuredBody>" + "<broken");

        Assert.AreEqual("1.2.3", header?.UniqueId);
    }

    [TestMethod]
    [DataRow("plain text")]
    [DataRow("<note xmlns='urn:hl7-org:v3'/>")]
    [DataRow("<ClinicalDocument/>")]
    [DataRow("<!DOCTYPE x [<!ENTITY e 'x'>]><ClinicalDocument xmlns='urn:hl7-org:v3'>&e;</ClinicalDocument>")]
    [DataRow("")]
    public void AnythingElseIsNoCda(string text) =>
        Assert.IsNull(CdaHeaderReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [TestMethod]
    [DataRow("20260302101500+0100", "20260302091500")]
    [DataRow("20260301003000+0100", "20260228233000")]
    [DataRow("20260302101500.123-0530", "20260302154500")]
    [DataRow("202603021015+0100", "202603020915")]
    [DataRow("20260302", "20260302")]
    [DataRow("2026", "2026")]
    [DataRow("20261399", null)]
    [DataRow("nonsense", null)]
    [DataRow(null, null)]
    public void TimesAreInUtcWithTheirPrecision(string? value, string? expected) =>
        Assert.AreEqual(expected, CdaTimes.TimeOf(value)?.Digits);

    /// <summary>As nearly all have one, and most a stylesheet, too.</summary>
    [TestMethod]
    public async Task WhatStandsBeforeTheRootIsPassedOver()
    {
        var document = Encoding.UTF8.GetBytes("""
            <?xml version="1.0" encoding="UTF-8"?>
            <?xml-stylesheet type="text/xsl" href="x.xsl"?>
            <!-- a comment -->
            <ClinicalDocument xmlns="urn:hl7-org:v3"><title>T</title></ClinicalDocument>
            """);
        Assert.AreEqual("T", CdaHeaderReader.Read(new MemoryStream(document))?.Title);
        var whole = await CdaHeaderReader.ReadWholeAsync(new MemoryStream(document), CancellationToken.None);
        Assert.AreEqual("T", whole.Header?.Title);
    }

    private static CdaHeader? Read(string content) => CdaHeaderReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        $"<ClinicalDocument xmlns=\"urn:hl7-org:v3\">{content}</ClinicalDocument>")));
}
