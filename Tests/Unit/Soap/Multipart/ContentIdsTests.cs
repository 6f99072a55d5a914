using XdsDmp.Soap;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Tests.Unit.Soap.Multipart;

[TestClass]
public sealed class ContentIdsTests
{
    [TestMethod]
    [DataRow("<a@b>", "cid:a@b")]
    [DataRow("<a@b>", "CID:a%40b")]
    [DataRow("<a b%c@d>", "cid:a%20b%25c@d")]
    [DataRow("<http://x/1@d>", "cid:http%3A%2F%2Fx%2F1@d")]
    [DataRow("<a%40b>", "cid:a%40b")]
    [DataRow("doc1", "doc1")]
    [DataRow("<SOAP-ENV:1>", "SOAP-ENV:1")]
    [DataRow("urn:uuid:1", "cid:urn:uuid:1")]
    public void HeaderAndReferenceMeet(string header, string href) =>
        Assert.AreEqual(ContentIds.FromHeader(header), ContentIds.FromHref(href));

    [TestMethod]
    public void CaseMatters() => Assert.AreNotEqual(ContentIds.FromHeader("<A@b>"), ContentIds.FromHref("cid:a@b"));

    [TestMethod]
    [DataRow("a b/ü%@x\"")]
    [DataRow("1.2.3@xdsdmp")]
    public void WhatWeWriteLeadsBack(string id) => Assert.AreEqual(id, ContentIds.FromHref(ContentIds.ToHref(id)));

    [TestMethod]
    [DataRow("http://evil/x")]
    [DataRow("HTTPS://evil/x")]
    [DataRow("file:///etc/passwd")]
    [DataRow("file:x")]
    [DataRow("//evil/x")]
    [DataRow("#fragment")]
    [DataRow("mid:a@b/c")]
    [DataRow("cid:")]
    [DataRow("")]
    [DataRow(null)]
    public void NothingElseIsAReference(string? href) =>
        Assert.ThrowsExactly<SoapFaultException>(() => XopInclude.ContentIdOf(href));
}
