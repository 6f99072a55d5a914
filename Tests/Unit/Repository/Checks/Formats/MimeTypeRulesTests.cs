using System.Text;
using XdsDmp.Repository.Checks.Formats;

namespace XdsDmp.Tests.Unit.Repository.Checks.Formats;

[TestClass]
public sealed class MimeTypeRulesTests
{
    private const string Cda = """<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><id/>""";
    private const string Sufficient = "urn:ihe:iti:xds:2017:mimeTypeSufficient";

    [TestMethod]
    [DataRow("application/pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj")]
    [DataRow("application/pdf", "\u001b%-12345X@PJL\n%PDF-1.4\n")]
    [DataRow("APPLICATION/PDF; charset=binary", "%PDF-1.7")]
    [DataRow("image/jpeg", "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0")]
    [DataRow("image/png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")]
    [DataRow("image/gif", "GIF89a\u0001\0")]
    [DataRow("image/tiff", "II*\0\u0008\0\0\0")]
    [DataRow("image/tiff", "MM\0*\0\0\0\u0008")]
    [DataRow("application/zip", "PK\u0003\u0004\u0014\0")]
    [DataRow("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u0003\u0004\u0014\0")]
    [DataRow("text/rtf", "{\\rtf1\\ansi hello}")]
    [DataRow("text/xml", "\u00ef\u00bb\u00bf\r\n<?xml version=\"1.0\"?><a/>")]
    [DataRow("text/xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>\u00e9</a>")]
    [DataRow("application/fhir+xml", "<Bundle xmlns='http://hl7.org/fhir'/>")]
    [DataRow("application/json", "\n {\"resourceType\":\"Bundle\"}")]
    [DataRow("application/fhir+json", "[1, 2]")]
    [DataRow("x-application/hl7", "MSH|^~\\&|LAB|X|\r")]
    [DataRow("application/hl7-v2", "\u000bMSH|^~\\&|LAB|X|\r")]
    [DataRow("text/html", "<!DOCTYPE html><html><body>hello")]
    [DataRow("text/plain", "Compte rendu \u00e9crit en Latin-1")]
    [DataRow("text/plain", "Compte rendu \u00c3\u00a9crit en UTF-8")]
    [DataRow("text/plain", "\u00ff\u00feH\0i\0")]
    [DataRow("text/plain", "<b>text</b>")]
    [DataRow("text/plain", "#!/bin/sh")]
    [DataRow("text/plain", "")]
    [DataRow("text/csv", "a;b;c")]
    public void BytesThatAreWhatTheTypeSaysPass(string mimeType, string octets) =>
        Assert.IsNull(Expected(mimeType, octets));

    [TestMethod]
    [DataRow("application/octet-stream", "MZ\0\0")]
    [DataRow("application/x-something-new", "%PDF-1.7")]
    [DataRow("multipart/related", "\0\0\0")]
    [DataRow("application/msword", "{\\rtf1 a}")]
    [DataRow("audio/mpeg", "hello")]
    [DataRow("", "hello")]
    public void ATypeThatIsNotKnownPromisesNothing(string mimeType, string octets) =>
        Assert.IsNull(Expected(mimeType, octets));

    [TestMethod]
    [DataRow("application/pdf", "<html><script>alert(1)</script></html>", "HTML")]
    [DataRow("application/pdf", "  <!doctype HTML>%PDF-1.7", "HTML")]
    [DataRow("application/pdf", "\u007fELF\u0002\u0001\u0001\0", "a program")]
    [DataRow("application/pdf", "hello", "plain text")]
    [DataRow("application/pdf", "", "nothing: it is empty")]
    [DataRow("image/jpeg", "\u0089PNG\r\n\u001a\n", "a PNG image")]
    [DataRow("image/tiff", "%PDF-1.4", "a PDF document")]
    [DataRow("application/zip", "\u001f\u008b\u0008\0", "a gzip archive")]
    [DataRow("application/dicom", "%PDF-1.4", "a PDF document")]
    [DataRow("text/xml", "%PDF-1.4", "a PDF document")]
    [DataRow("text/xml", "<!DOCTYPE html><html/>", "HTML")]
    [DataRow("text/xml", "{}", "JSON")]
    [DataRow("application/json", "<a/>", "XML with the root element a")]
    [DataRow(
        "text/rtf", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "an OLE file, such as old office documents")]
    [DataRow("text/plain", "%PDF-1.4\n%\u00e2", "a PDF document")]
    [DataRow("text/plain", "ab\0cd", "binary data of no format that is known here")]
    [DataRow("x-application/hl7", "PID|1||4711", "plain text")]
    public void BytesOfAnotherKindAreFound(string mimeType, string octets, string looksLike)
    {
        Assert.IsNotNull(Expected(mimeType, octets));
        Assert.AreEqual(looksLike, FormatRecognition.Of(Encoding.Latin1.GetBytes(octets)).Description);
    }

    [TestMethod]
    public void AProgramForWindowsIsFound()
    {
        var octets = new byte[512];
        "MZ"u8.CopyTo(octets);
        Assert.IsNotNull(MimeTypeRules.Expected("application/pdf", Sufficient, FormatRecognition.Of(octets)));
        Assert.AreEqual("a program", FormatRecognition.Of(octets).Description);
    }

    [TestMethod]
    public void TextThatBeginsWithTheLettersOfAProgramIsText() =>
        Assert.IsNull(Expected("text/plain", "MZ: médecin de zone, " + new string('x', 100)));

    [TestMethod]
    public void DicomIsFoundBehindItsPreambleAndWithoutOne()
    {
        var octets = new byte[200];
        "DICM"u8.CopyTo(octets.AsSpan(128));
        Assert.IsNull(MimeTypeRules.Expected("application/dicom", Sufficient, FormatRecognition.Of(octets)));
        Assert.IsNull(Expected("application/dicom", "\u0008\0\u0005\0CS"));
    }

    [TestMethod]
    public void ACdaFormatWantsAClinicalDocument()
    {
        const string format = "urn:ihe:iti:xds-sd:pdf:2008";
        Assert.IsNull(Expected("text/xml", Cda, format));
        StringAssert.Contains(Expected("text/xml", "<Observation xmlns='urn:hl7-org:v3'/>", format), format);
        Assert.IsNull(Expected("text/xml", "<Observation xmlns='urn:hl7-org:v3'/>"));
    }

    [TestMethod]
    public void ACdaDocumentWhoseRootCannotBeReadIsNotAccused() =>
        Assert.IsNull(Expected("text/xml", "<?xml version='1.0' encoding='EBCDIC'?><a/>", "urn:ihe:pcc:xphr:2007"));

    [TestMethod]
    public void XmlInUtf16IsXml() => Assert.IsNull(MimeTypeRules.Expected(
        "text/xml", Sufficient, FormatRecognition.Of(Encoding.Unicode.GetBytes("<a>é</a>"))));

    private static string? Expected(string mimeType, string octets, string formatCode = Sufficient) =>
        MimeTypeRules.Expected(mimeType, formatCode, FormatRecognition.Of(Encoding.Latin1.GetBytes(octets)));
}
