using XdsDmp.Xml.Canonical;

namespace XdsDmp.Tests.Unit.Xml.Canonical;

[TestClass]
public sealed class UriReferenceTests
{
    /// <summary>The examples of RFC 3986 §5.4, as far as they concern bases.</summary>
    [TestMethod]
    [DataRow("g:h", "g:h")]
    [DataRow("g", "http://a/b/c/g")]
    [DataRow("./g", "http://a/b/c/g")]
    [DataRow("g/", "http://a/b/c/g/")]
    [DataRow("/g", "http://a/g")]
    [DataRow("//g", "http://g")]
    [DataRow("?y", "http://a/b/c/d;p?y")]
    [DataRow("g?y", "http://a/b/c/g?y")]
    [DataRow("", "http://a/b/c/d;p?q")]
    [DataRow(".", "http://a/b/c/")]
    [DataRow("./", "http://a/b/c/")]
    [DataRow("..", "http://a/b/")]
    [DataRow("../g", "http://a/b/g")]
    [DataRow("../..", "http://a/")]
    [DataRow("../../g", "http://a/g")]
    [DataRow("../../../g", "http://a/g")]
    [DataRow("/../g", "http://a/g")]
    [DataRow("g/./h", "http://a/b/c/g/h")]
    [DataRow("g/../h", "http://a/b/c/h")]
    [DataRow("g?y/../x", "http://a/b/c/g?y/../x")]
    public void AnAbsoluteBaseIsJoinedAsEverywhere(string child, string expected) =>
        Assert.AreEqual(expected, UriReference.Join("http://a/b/c/d;p?q", child));

    /// <summary>Canonical XML 1.1 §2.4: a relative base keeps what leads above it; slashes are never doubled.</summary>
    [TestMethod]
    [DataRow("a/b", "c", "a/c")]
    [DataRow("a/", "b/", "a/b/")]
    [DataRow("a", "..", "../")]
    [DataRow("a/b", "..", "")]
    [DataRow("a/b/c", "..", "a/")]
    [DataRow("..", "x", "../x")]
    [DataRow("a/..", "x", "x")]
    [DataRow("a/b", "../../..", "../../")]
    [DataRow("../../a/", "../..", "../../../")]
    [DataRow("a/", "../b", "b")]
    [DataRow("../up/", "../down", "../down")]
    [DataRow("a//b/", ".//c", "a/b/c")]
    [DataRow("/a/b/c/", "./../../g", "/a/g")]
    [DataRow("mid/content=5/", "../6", "mid/6")]
    [DataRow("http://host", "x", "http://host/x")]
    [DataRow("http://host/a#frag", "b", "http://host/b")]
    [DataRow("a/b?q", "", "a/b?q")]
    [DataRow("", "a", "a")]
    public void ARelativeBaseStaysRelative(string parent, string child, string expected) =>
        Assert.AreEqual(expected, UriReference.Join(parent, child));
}
