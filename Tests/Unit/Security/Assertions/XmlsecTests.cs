using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Xml.Canonical;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.Security.Assertions;

/// <summary>
/// Assertions that we sign, verified by xmlsec1, and the other way round: software that nobody here wrote. Skipped
/// where it is not installed.
/// </summary>
[TestClass]
public sealed class XmlsecTests
{
    private const string IdAttribute = "--id-attr:ID";
    private const string Element = "urn:oasis:names:tc:SAML:2.0:assertion:Assertion";
    private const string Rsa = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private const string Rsa512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
    private const string Ecdsa = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    private const string Pss = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";

    [TestMethod]
    [DataRow(KeyKind.Rsa2048, Rsa)]
    [DataRow(KeyKind.Rsa2048, Rsa512)]
    [DataRow(KeyKind.Rsa2048, Pss)]
    [DataRow(KeyKind.P256, Ecdsa)]
    public void XmlsecVerifiesWhatWeSign(KeyKind kind, string method)
    {
        RequireMethod(method);
        using var issuer = new TestIssuer(kind);
        var file = issuer.Pki.Folder.File("assertion.xml");
        var certificate = issuer.Pki.Folder.File("signer.pem");
        File.WriteAllText(certificate, issuer.Signer.ExportCertificatePem());
        var assertion = issuer.Sign(issuer.Draft() with
        {
            Method = SignatureMethod.Accept(method, AlgorithmRules.Strict),
        });

        File.WriteAllText(file, assertion);
        Assert.AreEqual(0, Run("xmlsec1", "--verify", "--pubkey-cert-pem", certificate, IdAttribute, Element, file));

        File.WriteAllText(file, assertion.Replace("jdoe", "root", StringComparison.Ordinal));
        Assert.AreNotEqual(0, Run("xmlsec1", "--verify", "--pubkey-cert-pem", certificate, IdAttribute, Element, file));
    }

    [TestMethod]
    [DataRow(KeyKind.Rsa2048, Rsa)]
    [DataRow(KeyKind.Rsa2048, Rsa512)]
    [DataRow(KeyKind.Rsa2048, Pss)]
    [DataRow(KeyKind.P256, Ecdsa)]
    public void WeVerifyWhatXmlsecSigns(KeyKind kind, string method)
    {
        RequireMethod(method);
        using var issuer = new TestIssuer(kind);
        var template = issuer.Pki.Folder.File("template.xml");
        var output = issuer.Pki.Folder.File("signed.xml");
        var key = issuer.Pki.Folder.File("signer.key");
        var certificate = issuer.Pki.Folder.File("signer.pem");
        File.WriteAllText(certificate, issuer.Signer.ExportCertificatePem());
        File.WriteAllText(key, KeyOf(issuer.Signer));
        File.WriteAllText(template, Template(issuer.Draft(), method));

        Assert.AreEqual(0, Run(
            "xmlsec1", "--sign", "--privkey-pem", $"{key},{certificate}", IdAttribute, Element, "--output", output,
            template));

        var signed = File.ReadAllText(output);
        signed = signed[signed.IndexOf("<saml2:Assertion", StringComparison.Ordinal)..];
        Assert.AreEqual("jdoe", issuer.Verify(signed).NameId);
        TestIssuer.RefusesAs(
            SecurityFault.FailedCheck, "digest",
            () => issuer.Verify(signed.Replace("jdoe", "root", StringComparison.Ordinal)));
    }

    /// <summary>Not every xmlsec1 knows PSS; openssl does.</summary>
    [TestMethod]
    public void OpensslVerifiesTheProbabilisticPaddingThatWeSignWith()
    {
        Require("openssl", "version");
        using var issuer = new TestIssuer(KeyKind.Rsa2048);
        var assertion = issuer.Sign(issuer.Draft() with
        {
            Method = SignatureMethod.Accept(Pss, AlgorithmRules.Strict),
        });
        var signature = SignatureReader.Read(
            NodeTree.Read(Encoding.UTF8.GetBytes(assertion)).Root.ElementsOf(SignatureNames.Ds, "Signature").Single(),
            AlgorithmRules.Strict);
        var signed = new System.Buffers.ArrayBufferWriter<byte>();
        new Canonicalizer(signature.Canonical, signed).Write(signature.SignedInfo);
        string Path(string name) => issuer.Pki.Folder.File(name);
        File.WriteAllBytes(Path("signed"), signed.WrittenSpan);
        File.WriteAllBytes(Path("value"), signature.Value);
        File.WriteAllText(Path("key.pem"), issuer.Signer.PublicKey.GetRSAPublicKey()!.ExportSubjectPublicKeyInfoPem());

        Assert.AreEqual(0, Run(
            "openssl", "dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32", "-sigopt",
            "rsa_mgf1_md:sha256", "-verify", Path("key.pem"), "-signature", Path("value"), Path("signed")));
    }

    private static string Template(AssertionDraft draft, string method)
    {
        var unsigned = Encoding.UTF8.GetString(AssertionWriter.Write(draft, []));
        var signature = $"""
            <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
              <ds:SignedInfo>
                <ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
                <ds:SignatureMethod Algorithm="{method}"/>
                <ds:Reference URI="#{draft.Id}">
                  <ds:Transforms>
                    <ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>
                    <ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">
                      <ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/>
                    </ds:Transform>
                  </ds:Transforms>
                  <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
                  <ds:DigestValue/>
                </ds:Reference>
              </ds:SignedInfo>
              <ds:SignatureValue/>
              <ds:KeyInfo><ds:X509Data/></ds:KeyInfo>
            </ds:Signature>
            """;
        const string End = "</saml2:Issuer>";
        return unsigned.Insert(unsigned.IndexOf(End, StringComparison.Ordinal) + End.Length, signature);
    }

    private static string KeyOf(X509Certificate2 certificate) =>
        certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem()
        ?? certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();

    private static void RequireMethod(string method)
    {
        Require("xmlsec1", "--version");
        if (method == Pss && !Output("xmlsec1", "--list-transforms").Contains("rsa-pss", StringComparison.Ordinal))
        {
            Assert.Inconclusive("this xmlsec1 does not know RSA-PSS");
        }
    }

    private static void Require(string tool, string argument)
    {
        try
        {
            Run(tool, argument);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive($"{tool} is not installed");
        }
    }

    private static int Run(string tool, params string[] arguments)
    {
        using var process = Start(tool, arguments);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Output(string tool, params string[] arguments)
    {
        using var process = Start(tool, arguments);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static Process Start(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }
}
