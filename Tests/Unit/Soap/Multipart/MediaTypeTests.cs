using XdsDmp.Soap;
using XdsDmp.Soap.Multipart;

namespace XdsDmp.Tests.Unit.Soap.Multipart;

[TestClass]
public sealed class MediaTypeTests
{
    [TestMethod]
    public void ParametersMayBeQuotedOrNot()
    {
        var type = MediaType.Parse(
            "Multipart/Related ; Boundary=\"a b;=\" ;type=application/xop+xml; x=\"q\\\"\\\\\";", "h");
        Assert.AreEqual("multipart/related", type.Name);
        Assert.AreEqual("a b;=", type["boundary"]);
        Assert.AreEqual("application/xop+xml", type["TYPE"]);
        Assert.AreEqual("q\"\\", type["x"]);
        Assert.IsNull(type["start"]);
    }

    [TestMethod]
    [DataRow(null, "is missing")]
    [DataRow("a/b; x", "without a value")]
    [DataRow("a/b; x=\"y", "not closed")]
    [DataRow("a/b; x=\"y\\", "not closed")]
    [DataRow("a/b; x=1; X=2", "twice")]
    public void TheUnreadableIsRefused(string? header, string words)
    {
        var fault = Assert.ThrowsExactly<SoapFaultException>(() => MediaType.Parse(header, "the header"));
        Assert.Contains(words, fault.Reason);
    }

    [TestMethod]
    public void LengthAndNumberAreBounded()
    {
        Assert.ThrowsExactly<SoapFaultException>(() => MediaType.Parse("a/b; x=" + new string('y', 10_000), "h"));
        var many = string.Concat(Enumerable.Range(0, 100).Select(i => $"; p{i}=1"));
        Assert.ThrowsExactly<SoapFaultException>(() => MediaType.Parse("a/b" + many, "h"));
    }
}
