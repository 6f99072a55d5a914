using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine;
using XdsDmp.CommandLine.Serving;
using XdsDmp.Security.Assertions;
using XdsDmp.Security.Assertions.Issuers;
using XdsDmp.Security.Certificates;
using XdsDmp.Security.Signatures;
using XdsDmp.Security.Vihf;
using XdsDmp.Tests.Unit.Security;
using XdsDmp.Xml.Nodes;

namespace XdsDmp.Tests.Unit.CommandLine.Vihf;

/// <summary>Assertions of the command line, verified as a service would with the development files.</summary>
[TestClass]
public sealed class VihfCommandTests : IDisposable
{
    private const string Patient = "279035121518989^^^&1.2.250.1.213.1.4.10&ISO";

    private readonly TemporaryFolder _folder = new();
    private readonly DevelopmentPkiFiles _pki;

    public VihfCommandTests()
    {
        var data = DataFolder.Of(_folder.Path);
        _pki = DevelopmentPki.Ensure(data.Pki, TimeProvider.System);
        DevelopmentIssuers.Ensure(data);
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task TheDefaultIsTheVihfOfADoctorOfThePractice()
    {
        var vihf = Verify(await MakeAsync("--patient", Patient), _pki.Practice).Vihf!;
        Assert.AreEqual(VihfMode.Indirect, vihf.Mode);
        Assert.AreEqual(DevelopmentPkiFiles.ProfessionalId, vihf.UserId);
        Assert.AreEqual(DevelopmentPkiFiles.StructureId, vihf.StructureId);
        Assert.AreEqual("279035121518989", vihf.Patient!.Extension);
        Assert.AreEqual("SM26", vihf.Speciality!.Code);
    }

    [TestMethod]
    public async Task EverythingCanBeSaidByOptions()
    {
        var vihf = Verify(
            await MakeAsync(
                "--patient", Patient, "--purpose", "bris_de_glace", "--reason", "unconscious", "--secret",
                "--profession", "60^1.2.250.1.71.1.2.7", "--speciality", "none", "--vihf-version", "4.0", "--life", "0",
                "--mode", "reinforced", "--name", "DOE"),
            _pki.Practice).Vihf!;
        Assert.AreEqual(AccessPurpose.BreakGlass, vihf.Purpose);
        Assert.AreEqual("unconscious", vihf.Reason);
        Assert.IsTrue(vihf.IsSecret);
        Assert.AreEqual("60", vihf.Profession.Code);
        Assert.IsNull(vihf.Speciality);
        Assert.AreEqual("4.0", vihf.Version);
        Assert.AreEqual(VihfMode.ReinforcedIndirect, vihf.Mode);
    }

    [TestMethod]
    public async Task TheCardSignsAndOpensTheConnectionInDirectMode() =>
        Assert.AreEqual(VihfMode.Direct, Verify(await MakeAsync("--mode", "direct"), _pki.Professional).Vihf!.Mode);

    [TestMethod]
    public async Task APlainAssertionIsFromAnIssuerOfItsOwn()
    {
        var assertion = Verify(await MakeAsync("--xua", "--ps", "jdoe", "--patient", "P1"), _pki.Practice);
        Assert.AreEqual("jdoe", assertion.NameId);
        Assert.AreEqual(DevelopmentIssuers.XuaIssuer, assertion.Issuer);
        Assert.AreEqual("P1", assertion.Patient!.Extension);
        Assert.IsNull(assertion.Vihf);
    }

    [TestMethod]
    public async Task AnotherStructureIsRefusedWithTheseKeys() => Security.Assertions.TestIssuer.RefusesAs(
        SecurityFault.FailedAuthentication, "neither that of the certificate",
        Refused(await MakeAsync("--structure", "1999999999")));

    [TestMethod]
    public async Task AnExplanationTellsWhetherItWouldBeAccepted()
    {
        var good = await MakeAsync("--patient", Patient);
        Assert.AreEqual(0, await RunAsync("--explain", good));
        var bad = _folder.File("bad.xml");
        await File.WriteAllTextAsync(
            bad, (await File.ReadAllTextAsync(good)).Replace("DOCTOR", "OTHER", StringComparison.Ordinal));
        Assert.AreEqual(1, await RunAsync("--explain", bad));
        Assert.AreEqual(2, await RunAsync("--explain", good, "--issuers", "/nowhere.json"));
    }

    private Action Refused(string file) => () => Verify(file, _pki.Practice);

    private async Task<string> MakeAsync(params string[] arguments)
    {
        var file = _folder.File("assertion.xml");
        Assert.AreEqual(0, await RunAsync([.. arguments, "--output", file]));
        return file;
    }

    private Task<int> RunAsync(params string[] arguments) =>
        CommandTree.RunAsync(["vihf", "--data", _folder.Path, .. arguments]);

    private VerifiedAssertion Verify(string file, NodeCertificateFiles client)
    {
        var issuers = new AssertionIssuerFile(
            DataFolder.Of(_folder.Path).AssertionIssuers, TimeProvider.System, alarm => Assert.Fail(alarm.Text));
        var document = NodeTree.Read(File.ReadAllBytes(file));
        return new AssertionVerifier(issuers, TimeProvider.System).Verify(new AssertionContext
        {
            Assertion = document.Root,
            Ids = new ElementIds(document),
            TlsClient = X509CertificateLoader.LoadCertificateFromFile(client.CertificatePath),
        });
    }
}
