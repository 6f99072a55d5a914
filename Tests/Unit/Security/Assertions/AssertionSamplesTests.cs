using System.Xml;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>
/// Assertions as other products publish them, from the folder that XDSDMP_XUA_SAMPLES names: attributes can be read of
/// all that are well-formed; no signature of them verifies, and none is accepted. Skipped without the folder.
/// </summary>
[TestClass]
public sealed class AssertionSamplesTests
{
    [TestMethod]
    public void EveryAssertionIsReadAndNoneIsAccepted()
    {
        using var issuer = new TestIssuer();
        var read = 0;
        foreach (var file in Samples())
        {
            var name = Path.GetFileName(file);
            if (DocumentOf(file) is not { } document)
            {
                Assert.AreEqual("QDI-SAML-20211210.txt", name, "one file is published that is not well-formed");
                continue;
            }

            foreach (var assertion in document.Root.SelfAndDescendants().Where(IsOuterAssertion))
            {
                read++;
                RequireContent(name, assertion);
                RequireRefusal(issuer, document, assertion, name);
            }
        }

        Assert.IsGreaterThan(10, read);
    }

    /// <summary>Also when the name is known and the rules are as lenient as they can be.</summary>
    [TestMethod]
    public void NoneIsAcceptedForItsNameAlone()
    {
        foreach (var file in Samples())
        {
            if (DocumentOf(file) is not { } document)
            {
                continue;
            }

            foreach (var assertion in document.Root.SelfAndDescendants().Where(IsOuterAssertion))
            {
                var content = AssertionReader.Read(assertion);
                using var issuer = new TestIssuer(rules: "\"audiences\": \"any\", \"legacyAlgorithms\": true,");
                File.WriteAllText(issuer.File, File.ReadAllText(issuer.File).Replace(
                    $"\"{TestIssuer.Name}\"",
                    System.Text.Json.JsonSerializer.Serialize(content.Issuer.Value), StringComparison.Ordinal));
                issuer.Clock.Now = content.IssueInstant.AddSeconds(1);
                RequireRefusal(issuer, document, assertion, Path.GetFileName(file));
            }
        }
    }

    private static void RequireContent(string name, ElementNode assertion)
    {
        var content = AssertionReader.Read(assertion);
        Assert.AreNotEqual("", content.Issuer.Value, name);
        Assert.IsNotNull(content.NameId, name);
        var attributes = assertion.ElementsOf(SamlNames.Saml, "AttributeStatement").Sum(one => one.Elements.Count());
        Assert.HasCount(attributes, content.Attributes, name);
        var roles = content.ValuesOf(XuaAttributes.Role).Count(value => value.Code is not null);
        var coded = assertion.SelfAndDescendants().Count(
            element => element.Is(SamlNames.Hl7, "Role") && element.Attribute("code")?.Length > 0);
        Assert.AreEqual(coded, roles, name);
    }

    private static void RequireRefusal(TestIssuer issuer, NodeTree document, ElementNode assertion, string name)
    {
        try
        {
            var verifier = new AssertionVerifier(
                new AssertionIssuerFile(issuer.File, issuer.Clock, issuer.Pki.Alarms.Add), issuer.Clock);
            verifier.Verify(new AssertionContext
            {
                Assertion = assertion,
                Ids = new ElementIds(document),
                TlsClient = issuer.Client,
            });
            Assert.Fail($"{name} is accepted");
        }
        catch (UntrustedMessageException refused)
        {
            Assert.AreNotEqual("", refused.Message);
        }
    }

    private static bool IsOuterAssertion(ElementNode element) =>
        element.Is(SamlNames.Saml, "Assertion") && element.Parent?.LocalName != "Evidence";

    private static NodeTree? DocumentOf(string file)
    {
        try
        {
            return NodeTree.Read(File.ReadAllBytes(file));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static List<string> Samples()
    {
        var folder = Environment.GetEnvironmentVariable("XDSDMP_XUA_SAMPLES");
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Inconclusive("XDSDMP_XUA_SAMPLES names no folder of samples");
        }

        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".xml" or ".txt").Order(StringComparer.Ordinal),
        ];
    }
}
