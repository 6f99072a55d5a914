using XdsDmp.Metadata.Rules;
using XdsDmp.Metadata.Rules.DataTypes;

namespace XdsDmp.Tests.Unit.Metadata.Rules.DataTypes;

[TestClass]
public sealed class DataTypeTests
{
    [TestMethod]
    [DataRow("id^^^&1.2.3&ISO", true)]
    [DataRow("id^^^&1.2.3&ISO^", true)]
    [DataRow("id", false)]
    [DataRow("^^^&1.2.3&ISO", false)]
    [DataRow("id^1^^&1.2.3&ISO", false)]
    [DataRow("id^^x^&1.2.3&ISO", false)]
    [DataRow("id^^^&1.2.3&ISO^PI", false)]
    [DataRow("id^^^NS&1.2.3&ISO", false)]
    [DataRow("id^^^&1.2.3&DNS", false)]
    [DataRow("id^^^&1.2.3&ISO&x", false)]
    [DataRow("id^^^&&ISO", false)]
    public void Cx(string value, bool isValid) => Check(CxType.Type, value, isValid);

    [TestMethod]
    public void CxWithAnIdentifierTypeIsFrench() =>
        Assert.IsNull(CxType.Type.Problem("160^^^&1.2.250.1.213.1.4.8&ISO^NH", MetadataRuleSettings.Dmp));

    [TestMethod]
    [DataRow("id^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:order", true)]
    [DataRow("id^^^^urn:ihe:iti:xds:2013:uniqueId", true)]
    [DataRow("id^^^NAMESPACE^local", true)]
    [DataRow("id^^^&1.2.3&ISO^local^&1.2.4&ISO", true)]
    [DataRow("id^^^&1.2.3&ISO", false)]
    [DataRow("^^^&1.2.3&ISO^local", false)]
    [DataRow("id^1^^&1.2.3&ISO^local", false)]
    [DataRow("id^^^&1.2.3&X^local", false)]
    [DataRow("id^^^&1.2.3&ISO^local^^x", false)]
    public void Cxi(string value, bool isValid) => Check(CxiType.Type, value, isValid);

    [TestMethod]
    [DataRow("801234^Martin^Alice^M^Jr^Dr^^^&1.2.250.1.71.4.2.1&ISO", true)]
    [DataRow("^Martin^Alice^^^", true)]
    [DataRow("801234", true)]
    [DataRow("801234^Martin^Alice^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS", true)]
    [DataRow("^^Alice", false)]
    [DataRow("", false)]
    [DataRow("^Martin^^^^^^^&1.2&ISO", false)]
    [DataRow("801234^Martin^^^^^^^AUTH", false)]
    public void Xcn(string value, bool isValid) => Check(XcnType.Type, value, isValid);

    [TestMethod]
    [DataRow("Hospital", true)]
    [DataRow("Hospital^^^^^^^^^1.2.3.4", true)]
    [DataRow("Hospital^^^^^&1.2.3&ISO^^^^H1", true)]
    [DataRow("Hospital^^^^^^^^^H1", false)]
    [DataRow("Hospital^^^^^&1.2.3^^^^H1", false)]
    [DataRow("Hospital^L", false)]
    [DataRow("Hospital^^^^^&1.2.3&ISO^IDNST^^^H1", false)]
    [DataRow("^^^^^^^^^1.2.3.4", false)]
    public void Xon(string value, bool isValid) => Check(XonType.Type, value, isValid);

    [TestMethod]
    public void XonWithAnIdentifierTypeIsFrench() => Assert.IsNull(
        XonType.Type.Problem("Cabinet^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1120456789", MetadataRuleSettings.Dmp));

    [TestMethod]
    [DataRow("^PRN^PH^^33^1^02030405", true)]
    [DataRow("^^CP^^^^0102030405", true)]
    [DataRow("^WPN^PH^^^^^^^^^0102030405", true)]
    [DataRow("^^Internet^a@example.org", true)]
    [DataRow("^NET^Internet^a@example.org", true)]
    [DataRow("^PRN^Internet^a@example.org", false)]
    [DataRow("^^Internet", false)]
    [DataRow("^PRN^PH", false)]
    [DataRow("0102030405", false)]
    public void Xtn(string value, bool isValid) => Check(XtnType.Type, value, isValid);

    [TestMethod]
    [DataRow("Hospital|^Martin|^^Internet^a@b.fr", true)]
    [DataRow("|^Martin", true)]
    [DataRow("Hospital", true)]
    [DataRow("||^^Internet^a@b.fr", true)]
    [DataRow("||", false)]
    [DataRow("", false)]
    [DataRow("Hospital|^Martin|^^Internet^a@b.fr|more", false)]
    [DataRow("Hospital|^^Alice", false)]
    public void IntendedRecipient(string value, bool isValid) => Check(IntendedRecipientType.Type, value, isValid);

    [TestMethod]
    [DataRow("PID-3|a^^^&1.2&ISO", true)]
    [DataRow("PID-5|Dupont^Jean", true)]
    [DataRow("PID-7|19800101", true)]
    [DataRow("PID-39|x", true)]
    [DataRow("PID-3|a^^^ns", false)]
    [DataRow("PID-3|a^^^&1.2&ISO~b", false)]
    [DataRow("PID-2|x", false)]
    [DataRow("PID-4|x", false)]
    [DataRow("PID-12|x", false)]
    [DataRow("PID-19|x", false)]
    [DataRow("PID-0|x", false)]
    [DataRow("PID-40|x", false)]
    [DataRow("PID-5", false)]
    [DataRow("PID-|x", false)]
    [DataRow("pid-5|x", false)]
    [DataRow("PID-7|1 Jan", false)]
    [DataRow("PID-8|M~F", false)]
    public void SourcePatientInfo(string value, bool isValid) => Check(SourcePatientInfoType.Type, value, isValid);

    [TestMethod]
    public void DiscouragedFieldsPassWhereSet() => Assert.IsNull(
        SourcePatientInfoType.Type.Problem("PID-19|x", new MetadataRuleSettings { AcceptDiscouragedPidFields = true }));

    [TestMethod]
    [DataRow("4CF5BC59bee9e1c44c6254b5f84e7f066bd8e5fe", true)]
    [DataRow("4cf5bc59bee9e1c44c6254b5f84e7f066bd8e5f", false)]
    [DataRow("4cf5bc59bee9e1c44c6254b5f84e7f066bd8e5fg", false)]
    public void Sha1(string value, bool isValid) => Check(Sha1Type.Type, value, isValid);

    [TestMethod]
    [DataRow("0", true)]
    [DataRow("123456789012345678", true)]
    [DataRow("-1", false)]
    [DataRow("1.0", false)]
    [DataRow("1234567890123456789", false)]
    public void Size(string value, bool isValid) => Check(SizeType.Type, value, isValid);

    [TestMethod]
    [DataRow("fr", true)]
    [DataRow("fr-FR", true)]
    [DataRow("zh-Hant-TW", true)]
    [DataRow("de-1996", true)]
    [DataRow("fr_FR", false)]
    [DataRow("fr-", false)]
    [DataRow("1fr", false)]
    [DataRow("francaise1", false)]
    public void LanguageCode(string value, bool isValid) => Check(LanguageType.Type, value, isValid);

    [TestMethod]
    [DataRow("text/xml", true)]
    [DataRow("application/vnd.x+json", true)]
    [DataRow("text", false)]
    [DataRow("text/", false)]
    [DataRow("/xml", false)]
    [DataRow("text/xml; charset=utf-8", false)]
    public void MimeTypes(string value, bool isValid) => Check(MimeTypeType.Type, value, isValid);

    [TestMethod]
    [DataRow("http://example.org/a?b=c#d", true)]
    [DataRow("DOC%20001.XML", true)]
    [DataRow("a b", false)]
    [DataRow("a\\b", false)]
    public void Uris(string value, bool isValid) => Check(UriType.Type, value, isValid);

    [TestMethod]
    [DataRow("1.2.3^ext", true)]
    [DataRow("urn:uuid:6a5b1f0e-8c2d-4e3f-9a7b-1c2d3e4f5a6b", true)]
    [DataRow("1.2.3 4", false)]
    [DataRow("é", false)]
    public void Identifiers(string value, bool isValid) => Check(IdentifierType.Type, value, isValid);

    [TestMethod]
    public void AnIdentifierIsBounded() => Check(IdentifierType.Type, new string('1', 129), isValid: false);

    [TestMethod]
    [DataRow("urn:oid:1.2.3", true)]
    [DataRow("1.2.3", false)]
    [DataRow("urn:oid:x", false)]
    public void HomeCommunityIds(string value, bool isValid) => Check(OidType.Urn, value, isValid);

    private static void Check(DataType type, string value, bool isValid) =>
        Assert.AreEqual(isValid, type.Problem(value, MetadataRuleSettings.Ihe) is null, $"{type.Name} '{value}'");
}
