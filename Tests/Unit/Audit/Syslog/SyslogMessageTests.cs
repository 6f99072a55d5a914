using System.Text;
using XdsDmp.Audit.Messages;
using XdsDmp.Audit.Syslog;

namespace XdsDmp.Tests.Unit.Audit.Syslog;

[TestClass]
public sealed class SyslogMessageTests
{
    private static readonly SyslogHeader Header = new()
    {
        Timestamp = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)),
        HostName = "node.example",
        AppName = "xdsdmp",
        ProcessId = "4711",
    };

    [TestMethod]
    public void TheHeaderIsThatOfRfc5424() => Assert.AreEqual(
        "<85>1 2026-03-01T10:00:00.000Z node.example xdsdmp 4711 DICOM+RFC3881 - <AuditMessage/>",
        Composed(Header));

    [TestMethod]
    public void FieldsAreCleanedAndNeverEmpty() => Assert.AreEqual(
        "<84>1 - - My_App__v1 - DICOM+RFC3881 - <AuditMessage/>",
        Composed(new SyslogHeader { Priority = 84, AppName = "My App\u00E9_v1", HostName = "  " }));

    [TestMethod]
    public void FieldsAreCutToTheirLimits()
    {
        var text = new string('x', 1000);

        var fields = Composed(Header with { HostName = text, AppName = text, ProcessId = text, MessageId = text })
            .Split(' ');

        Lines.AreEqual(fields[2..6].Select(field => $"{field.Length}"), "255", "48", "128", "32");
    }

    [TestMethod]
    public void WhatWeComposeIsReadBackWithoutFindings()
    {
        var message = SyslogMessage.Compose(Header, "<AuditMessage/>"u8);

        var read = SyslogMessageReader.Read(message);

        Assert.IsEmpty(read.Findings);
        Assert.AreEqual("<AuditMessage/>", Encoding.UTF8.GetString(message.AsSpan(read.MessageOffset)));
    }

    [TestMethod]
    public void PriorityBeyond191IsRefused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new SyslogHeader { Priority = 192 });

    [TestMethod]
    public void FailuresAreWarnings()
    {
        Assert.AreEqual(85, SyslogMessage.PriorityOf(EventOutcome.Success));
        Assert.AreEqual(84, SyslogMessage.PriorityOf(EventOutcome.MinorFailure));
    }

    private static string Composed(SyslogHeader header) =>
        Encoding.UTF8.GetString(SyslogMessage.Compose(header, "<AuditMessage/>"u8));
}
