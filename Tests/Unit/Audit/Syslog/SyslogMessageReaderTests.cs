using System.Globalization;
using System.Text;
using XdsDmp.Audit;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Audit.Syslog;

[TestClass]
public sealed class SyslogMessageReaderTests
{
    private const string Xml = "<AuditMessage/>";

    /// <summary>PRI, version, host, application, process, message id, content; then the findings.</summary>
    [TestMethod]
    [DataRow("<85>1 2026-03-01T10:00:00Z h app 1 IHE+RFC-3881 - <AuditMessage/>", "85 1 h app 1 IHE+RFC-3881", "")]
    [DataRow("<84>1 - - - - DICOM+RFC3881 - <AuditMessage/>", "84 1 - - - DICOM+RFC3881", "")]
    [DataRow("<85>1 - h app 1 IHE+SOLE [a b=\"c\"] <AuditMessage/>", "85 1 h app 1 IHE+SOLE", "")]
    [DataRow("<85>1 - h My Big App 1 DICOM+RFC3881 - <AuditMessage/>", "85 1 h My Big App 1 DICOM+RFC3881",
        "FieldContainsBlank")]
    [DataRow("<85>1 - h a b - - DICOM+RFC3881 - <AuditMessage/>", "85 1 h a b - - DICOM+RFC3881", "FieldContainsBlank")]
    [DataRow("<110>1 - h app 1 IHE+RFC-3881 - <AuditMessage/>", "110 1 h app 1 IHE+RFC-3881", "FacilityUnexpected")]
    [DataRow("<999>1 - h app 1 IHE+RFC-3881 - <AuditMessage/>", "999 1 h app 1 IHE+RFC-3881", "PriorityInvalid")]
    [DataRow("<085>1 - h app 1 IHE+RFC-3881 - <AuditMessage/>", "85 1 h app 1 IHE+RFC-3881", "PriorityInvalid")]
    [DataRow("<85>2 - h app 1 IHE+RFC-3881 - <AuditMessage/>", "85 2 h app 1 IHE+RFC-3881", "VersionUnknown")]
    [DataRow("<85>1 noon h app 1 IHE+RFC-3881 - <AuditMessage/>", "85 1 h app 1 IHE+RFC-3881", "TimestampInvalid")]
    [DataRow("<85>1 - h app 1 - - <AuditMessage/>", "85 1 h app 1 -", "MessageIdUnexpected")]
    [DataRow("<85>1 - h app 1 ihe+rfc-3881 - <AuditMessage/>", "85 1 h app 1 ihe+rfc-3881", "MessageIdUnexpected")]
    [DataRow("<85>1 - h app 1 IHE+RFC-3881 <AuditMessage/>", "85 1 h app 1 IHE+RFC-3881", "StructuredDataInvalid")]
    [DataRow("<85>1 - h app 1 IHE+RFC-3881 [a b=c] <AuditMessage/>", "85 1 h app 1 IHE+RFC-3881",
        "StructuredDataInvalid")]
    [DataRow("<85>1 - h\u00E9 app 1 IHE+RFC-3881 - <AuditMessage/>", "85 1 h\u00E9 app 1 IHE+RFC-3881",
        "FieldCharacters")]
    [DataRow("<85>1 - h app 1 IHE+RFC-3881 - \uFEFF<AuditMessage/>", "85 1 h app 1 IHE+RFC-3881", "ByteOrderMark")]
    [DataRow("\r\n<85>1 - h app 1 IHE+RFC-3881 - <AuditMessage/>", "85 1 h app 1 IHE+RFC-3881", "SurroundingBytes")]
    [DataRow("<85>Mar  1 10:00:00 h app[77]: <AuditMessage/>", "85 - h app 77 -", "HeaderLegacy")]
    [DataRow("<85>Mar 11 10:00:00 h app: <AuditMessage/>", "85 - h app - -", "HeaderLegacy")]
    [DataRow("<85>Mar 11 10:00:00 h <AuditMessage/>", "85 - h - - -", "HeaderLegacy")]
    [DataRow("<85>app: <AuditMessage/>", "85 - - app - -", "HeaderLegacy")]
    [DataRow("<85><AuditMessage/>", "85 - - - - -", "HeaderLegacy")]
    [DataRow("<AuditMessage/>", "- - - - - -", "HeaderMissing")]
    public void TheHeaderIsReadAndItsFaultsNoted(string message, string fields, string findings)
    {
        var bytes = Encoding.UTF8.GetBytes(message);

        var read = SyslogMessageReader.Read(bytes);

        Assert.AreEqual(fields, Fields(read));
        Assert.AreEqual(findings, string.Join(' ', read.Findings.Select(finding => finding.Code)));
        Assert.AreEqual(Xml, Encoding.UTF8.GetString(bytes.AsSpan(read.MessageOffset)));
    }

    [TestMethod]
    public void PriorityIsFacilityAndSeverity()
    {
        var read = SyslogMessageReader.Read("<85>1 - - - - DICOM+RFC3881 -"u8);

        Assert.AreEqual(10, read.Facility);
        Assert.AreEqual(5, read.Severity);
    }

    [TestMethod]
    public void TheTimestampIsReadInUtc()
    {
        var read = SyslogMessageReader.Read("<85>1 2026-03-01T10:00:00.1234567891+02:00 - - - IHE+RFC-3881 - x"u8);

        Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).AddTicks(1234567), read.Timestamp);
        Assert.AreEqual("2026-03-01T10:00:00.1234567891+02:00", read.TimestampText);
    }

    [TestMethod]
    public void EscapesInStructuredDataAreUndone()
    {
        var read = SyslogMessageReader.Read(
            """<85>1 - - - - IHE+RFC-3881 [id@1 a="x\]\"\\y" b="\n"][other] MSG"""u8);

        Assert.HasCount(2, read.StructuredData);
        Assert.AreEqual("id@1", read.StructuredData[0].Id);
        Assert.AreEqual("x]\"\\y", read.StructuredData[0].Parameters[0].Value);
        Assert.AreEqual("\\n", read.StructuredData[0].Parameters[1].Value);
        Assert.IsEmpty(read.StructuredData[1].Parameters);
        Assert.IsEmpty(read.Findings);
    }

    [TestMethod]
    public void ALongFieldIsCutAndNoted()
    {
        var read = SyslogMessageReader.Read(
            Encoding.ASCII.GetBytes($"<85>1 - {new string('h', 300)} a 1 IHE+RFC-3881 - x"));

        Assert.AreEqual(255, read.HostName!.Length);
        Assert.AreEqual(FindingCode.FieldTooLong, read.Findings.Single().Code);
    }

    [TestMethod]
    public void AMessageIdInFreeTextDoesNotShiftTheHeader()
    {
        var message = Encoding.ASCII.GetBytes("<85>1 - h app 1 - - we saw DICOM+RFC3881 today");

        var read = SyslogMessageReader.Read(message);

        Assert.AreEqual("app", read.AppName);
        Assert.AreEqual("we saw DICOM+RFC3881 today", Encoding.ASCII.GetString(message.AsSpan(read.MessageOffset)));
    }

    [TestMethod]
    public void AMessageCutAnywhereIsStillRead()
    {
        var whole = Encoding.UTF8.GetBytes("<85>1 2026-03-01T10:00:00Z h My App 1 IHE+RFC-3881 [a b=\"c\\]\"] <x/>");
        for (var length = 0; length <= whole.Length; length++)
        {
            var read = SyslogMessageReader.Read(whole.AsSpan(0, length));

            Assert.IsInRange(0, length, read.MessageOffset);
        }
    }

    private static string Fields(SyslogSummary read)
    {
        string?[] fields =
        [
            read.Priority?.ToString(CultureInfo.InvariantCulture),
            read.Version?.ToString(CultureInfo.InvariantCulture),
            read.HostName,
            read.AppName,
            read.ProcessId,
            read.MessageId,
        ];
        return string.Join(' ', fields.Select(field => field ?? "-"));
    }
}
