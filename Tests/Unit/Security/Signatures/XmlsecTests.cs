using System.Buffers;
using System.Text;
using XdsDmp.Security.Signatures;
using XdsDmp.Tests.Support;
using XdsDmp.Xml.Canonical;
using static XdsDmp.Tests.Unit.Security.Signatures.SignedXmlText;

namespace XdsDmp.Tests.Unit.Security.Signatures;

/// <summary>What we sign xmlsec1 verifies, and the other way round; RSA-PSS, which it lacks, with openssl.</summary>
[TestClass]
public sealed class XmlsecTests : IDisposable
{
    private const string C14N10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private const string C14N11 = "http://www.w3.org/2006/12/xml-c14n11";
    private const string Sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384";
    private const string Sha512 = "http://www.w3.org/2001/04/xmlenc#sha512";
    private const string Sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("RSA", "rsa-sha256", CanonicalForm.Exclusive)]
    [DataRow("RSA", "rsa-sha384", CanonicalForm.Inclusive11)]
    [DataRow("RSA", "rsa-sha512", CanonicalForm.Inclusive10)]
    [DataRow("P-256", "ecdsa-sha256", CanonicalForm.Exclusive)]
    [DataRow("P-384", "ecdsa-sha384", CanonicalForm.Inclusive11)]
    [DataRow("P-521", "ecdsa-sha512", CanonicalForm.Exclusive)]
    public void XmlsecVerifiesOurs(string key, string method, CanonicalForm form)
    {
        var xml = Signed(Signers.Of(key), More + method, new CanonicalMethod(form, WithComments: true));
        Signers.Save(Signers.Of(key), _folder.File("cert.pem"), _folder.File("key.pem"));
        Assert.AreEqual(0, Verification(xml).ExitCode, Verification(xml).Errors);
        Assert.AreNotEqual(0, Verification(xml.Replace("é ", "e ", StringComparison.Ordinal)).ExitCode);
    }

    [TestMethod]
    [DataRow("RSA", "rsa-sha256", Sha256, Exclusive, Exclusive)]
    [DataRow("RSA", "rsa-sha384", Sha384, C14N11, Exclusive + "WithComments")]
    [DataRow("RSA", "rsa-sha512", Sha512, C14N10, C14N10)]
    [DataRow("RSA", "rsa-sha256", Sha1, C14N10 + "#WithComments", C14N11 + "#WithComments")]
    [DataRow("P-256", "ecdsa-sha256", Sha256, Exclusive, C14N11)]
    [DataRow("P-384", "ecdsa-sha384", Sha384, C14N11 + "#WithComments", Exclusive)]
    [DataRow("P-521", "ecdsa-sha512", Sha512, Exclusive, C14N10 + "#WithComments")]
    [DataRow("P-521", "ecdsa-sha256", Sha256, Exclusive, Exclusive)]
    public void WeVerifyXmlsecs(string key, string method, string digest, string canonical, string transform)
    {
        Signers.Save(Signers.Of(key), _folder.File("cert.pem"), _folder.File("key.pem"));
        File.WriteAllText(_folder.File("template.xml"), Template(More + method, digest, canonical, transform));
        var signed = Tools.XmlSec(
            "--sign", "--privkey-pem", $"{_folder.File("key.pem")},{_folder.File("cert.pem")}", "--id-attr:Id",
                "urn:doc:part",
            "--output", _folder.File("signed.xml"), _folder.File("template.xml"));
        Assert.AreEqual(0, signed.ExitCode, signed.Errors);

        var xml = File.ReadAllText(_folder.File("signed.xml"));
        Verify(xml, Signers.Of(key));
        Assert.ThrowsExactly<UntrustedMessageException>(() =>
            Verify(xml.Replace(" b=\"1\"", " b=\"2\"", StringComparison.Ordinal), Signers.Of(key)));
        Assert.ThrowsExactly<UntrustedMessageException>(() => Verify(xml, Signers.NewRsa(2048)));
    }

    [TestMethod]
    [DataRow("sha256")]
    [DataRow("sha384")]
    [DataRow("sha512")]
    public void OpensslVerifiesOurPss(string hash)
    {
        var signature = Read(Signed(Signers.Rsa, $"{Pss}{hash}-rsa-MGF1"));
        var signed = new ArrayBufferWriter<byte>();
        new Canonicalizer(signature.Canonical, signed).Write(signature.SignedInfo);
        File.WriteAllBytes(_folder.File("data"), signed.WrittenSpan);
        File.WriteAllBytes(_folder.File("value"), signature.Value);
        File.WriteAllText(_folder.File("public.pem"),
            Signers.Rsa.PublicKey.GetRSAPublicKey()!.ExportSubjectPublicKeyInfoPem());
        Tools.OpenSsl(
            "dgst", "-" + hash, "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest",
            "-sigopt", "rsa_mgf1_md:" + hash, "-verify", _folder.File("public.pem"), "-signature",
                _folder.File("value"),
            _folder.File("data"));
    }

    [TestMethod]
    public void WeVerifyPssOfOpenssl()
    {
        Signers.Save(Signers.Rsa, _folder.File("cert.pem"), _folder.File("key.pem"));
        var ours = Signed(Signers.Rsa, Pss + "sha256-rsa-MGF1");
        var signature = Read(ours);
        var signed = new ArrayBufferWriter<byte>();
        new Canonicalizer(signature.Canonical, signed).Write(signature.SignedInfo);
        File.WriteAllBytes(_folder.File("data"), signed.WrittenSpan);
        Tools.OpenSsl(
            "dgst", "-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest",
            "-sign", _folder.File("key.pem"), "-out", _folder.File("value"), _folder.File("data"));
        var theirs = Convert.ToBase64String(File.ReadAllBytes(_folder.File("value")));
        Assert.AreNotEqual(theirs, signature.ValueElement.Text());
        Verify(ours.Replace(signature.ValueElement.Text(), theirs, StringComparison.Ordinal), Signers.Rsa);
    }

    private ToolOutput Verification(string xml)
    {
        File.WriteAllText(_folder.File("signed.xml"), xml, new UTF8Encoding(false));
        return Tools.XmlSec(
            "--verify", "--pubkey-cert-pem", _folder.File("cert.pem"), "--id-attr:Id", "urn:doc:part",
            _folder.File("signed.xml"));
    }
}
