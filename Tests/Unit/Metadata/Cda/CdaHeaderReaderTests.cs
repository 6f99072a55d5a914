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
    public void FrenchFormsSayWhoWroteInWhichRole()
    {
        var header = Read("""
            <recordTarget><patientRole>
              <id root="1.2.3.4" extension="local"/><id root="1.2.250.1.213.1.4.10" extension="279035121518989"/>
            </patientRole></recordTarget>
            <author>
              <functionCode code="PCP" codeSystem="2.16.840.1.113883.5.88" displayName="Médecin traitant"/>
              <assignedAuthor>
                <id root="1.2.250.1.71.4.2.1" extension="801234567897"/>
                <assignedPerson><name><family>MAX</family><given>Luc</given></name></assignedPerson>
              </assignedAuthor>
            </author>
            <author><assignedAuthor>
              <id root="1.2.250.1.71.4.2.1" extension="3750803447/7"/>
              <code code="DISPOSITIF" codeSystem="1.2.250.1.213.1.1.4.6" displayName="Appareil"/>
              <assignedAuthoringDevice>
                <manufacturerModelName>M1</manufacturerModelName><softwareName>Soft</softwareName>
              </assignedAuthoringDevice>
            </assignedAuthor></author>
            <legalAuthenticator><assignedEntity>
              <id root="1.2.250.1.71.4.2.1" extension="801234567897"/>
              <code code="G15_10/SM26" codeSystem="1.2.250.1.213.1.1.4.5" displayName="Généraliste"/>
              <assignedPerson><name><family>MAX</family><given>Luc</given></name></assignedPerson>
              <representedOrganization>
                <id root="1.2.250.1.71.4.2.2" extension="1750803447"/><name>Cabinet &amp; Co</name>
                <standardIndustryClassCode code="AMBULATOIRE" codeSystem="1.2.250.1.213.1.1.4.9"/>
              </representedOrganization>
            </assignedEntity></legalAuthenticator>
            <componentOf><encompassingEncounter><location><healthCareFacility>
              <code code="SA07" codeSystem="1.2.250.1.71.4.2.4"/>
            </healthCareFacility></location></encompassingEncounter></componentOf>
            <component><nonXMLBody><text mediaType="application/pdf">JVBERi0=</text></nonXMLBody></component>
            """)!;

        const string Doctor = "801234567897^MAX^Luc^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS";
        Assert.AreEqual(new PatientId("279035121518989", "1.2.250.1.213.1.4.10"), header.Patient);
        Assert.HasCount(2, header.PatientIds);
        Assert.AreEqual(
            new CdaAuthor(
                Doctor, "Cabinet   Co^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750803447",
                "PCP^Médecin traitant^2.16.840.1.113883.5.88", "G15_10/SM26^Généraliste^1.2.250.1.213.1.1.4.5"),
            header.Authors[0]);
        Assert.AreEqual(
            "3750803447/7^Soft^M1^^^^^^&1.2.250.1.71.4.2.1&ISO^U^^^RI", header.Authors[1].Person);
        Assert.AreEqual(Doctor, header.LegalAuthenticator);
        Assert.AreEqual("SA07", header.Facility?.Value);
        Assert.AreEqual("AMBULATOIRE", header.Practice?.Value);
        Assert.AreEqual("application/pdf", header.BodyMediaType);
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
        "<?xml version=\"1.0\"?>\n<?xml-stylesheet href=\"x.xsl\"?>\n<!-- -->\n"
        + $"<ClinicalDocument xmlns=\"urn:hl7-org:v3\">{content}</ClinicalDocument>")));
}
