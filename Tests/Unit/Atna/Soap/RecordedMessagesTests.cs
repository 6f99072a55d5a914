using System.Text;
using System.Xml;
using XdsDmp.Atna.Soap;
using XdsDmp.Soap;

namespace XdsDmp.Tests.Unit.Atna.Soap;

[TestClass]
public sealed class RecordedMessagesTests
{
    private const string Inline = "<AuditMessage\n a='>'><b/><!-- é --></AuditMessage>";

    [TestMethod]
    public void MessagesAreBase64OrTheOctetsOfTheEnvelope()
    {
        var messages = Read($"<a:Message>YWJj</a:Message>\n{Inline}<a:Message>\nZGVm\n</a:Message><AuditMessage/>");

        Assert.AreEqual(
            $"abc|{Inline}|def|<AuditMessage/>",
            string.Join('|', messages.Select(message => Encoding.UTF8.GetString(message))));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<a:Message/>")]
    [DataRow("<a:Message>no base64!</a:Message>")]
    public void WhatHoldsNoMessageIsRefused(string content) =>
        Assert.ThrowsExactly<SoapFaultException>(() => Read(content));

    [TestMethod]
    public void TheNumberOfMessagesIsBounded() => Assert.ThrowsExactly<SoapFaultException>(() => Read(
        string.Concat(Enumerable.Repeat("<a:Message>YQ==</a:Message>", RecordedMessages.MaxMessages + 1))));

    [TestMethod]
    public void ConditionsBecomeAFilter()
    {
        var filter = Filter("<Patient> p1 </Patient><Outcome>4</Outcome><EventFrom>2026-03-01T10:00:00Z</EventFrom>");

        Assert.AreEqual("p1", filter.Patient);
        Assert.AreEqual(4, filter.Outcome);
        Assert.AreEqual(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), filter.EventFrom);
    }

    [TestMethod]
    [DataRow("<Limit>0</Limit>")]
    [DataRow("<Limit>99999</Limit>")]
    [DataRow("<EventFrom>yesterday</EventFrom>")]
    [DataRow("<Nonsense>1</Nonsense>")]
    public void AWrongConditionIsRefused(string content) =>
        Assert.ThrowsExactly<SoapFaultException>(() => Filter(content));

    private static IReadOnlyList<byte[]> Read(string content) => RecordedMessages.Read(Encoding.UTF8.GetBytes(
        $"""
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header><x><y><z/></y></x></s:Header>
        <s:Body><a:RecordAuditMessageRequest xmlns:a="urn:xdsdmp:atna">{content}</a:RecordAuditMessageRequest></s:Body>
        </s:Envelope>
        """));

    private static XdsDmp.Atna.Storage.AuditFilter Filter(string content)
    {
        using var reader = XmlReader.Create(new StringReader($"<R>{content}</R>"));
        reader.MoveToContent();
        return SearchFilterReader.Read(reader);
    }
}
