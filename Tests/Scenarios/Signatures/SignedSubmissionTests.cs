using System.Text;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Documents;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Signatures;

/// <summary>
/// Real services that require signed submission sets: what is good is registered, what is not leaves nothing.
/// </summary>
[TestClass]
public sealed class SignedSubmissionTests
{
    private static readonly Lazy<Task<TestServices>> Requiring = new(() => StartAsync("Require"));
    private static readonly Lazy<Task<TestServices>> Verifying = new(() => StartAsync(
        "Verify", ("Repository:SubmissionSignatureLevels:0", "Value"),
            ("Repository:SubmissionSignatureLevels:1", "Digest"),
        ("Repository:SubmissionSignatureLevels:2", "Author")));

    private readonly string _patient = TestSubmission.NewPatient();

    [ClassCleanup]
    public static async Task StopAsync()
    {
        foreach (var services in new[] { Requiring, Verifying }.Where(services => services.IsValueCreated))
        {
            await (await services.Value).DisposeAsync();
        }
    }

    [TestMethod]
    [DataRow(SignatureStyle.Dmp)]
    [DataRow(SignatureStyle.Dsg)]
    public async Task ASignedSetIsRegisteredAndComesBackByteForByte(SignatureStyle style)
    {
        var client = (await Requiring.Value).Client();
        var submission = Plain().Signed(style: style);

        Scenario.IsSuccess(await client.ProvideAsync(submission));

        Assert.HasCount(3, await client.EntriesAsync(_patient));
        foreach (var (uniqueId, bytes) in submission.UniqueIds.Zip(submission.Documents.Values))
        {
            CollectionAssert.AreEqual(bytes, (await client.RetrieveAsync(uniqueId)).Bytes(uniqueId));
        }
    }

    [TestMethod]
    public async Task WithoutASignatureNothingIsRegistered() => await RefusedAsync(Requiring, Plain(), "SIG-required");

    [TestMethod]
    public async Task ASignatureOfDocumentsIsNotOneOfTheSet() => await RefusedAsync(
        Requiring, Plain().Signed(change: order => order with { SubmissionSetId = null }), "SIG-required");

    [TestMethod]
    public async Task AnotherDocumentThanTheSignedOneIsRefused()
    {
        var plain = Plain();
        var other = plain with { Documents = Changed(plain, A.Document, bytes => bytes[0] ^= 1) };
        await RefusedAsync(Requiring, other.WithSignature(plain.Signature()), "SIG-digest");
    }

    [TestMethod]
    public async Task ADocumentThatIsNotSignedIsRefused() => await RefusedAsync(
        Requiring, Plain().Signed(change: order => order with { Documents = [order.Documents[0]] }), "SIG-complete");

    [TestMethod]
    public async Task ADocumentThatIsSignedAndMissingIsRefused() => await RefusedAsync(
        Requiring,
        Plain().Signed(change: order => order with
        {
            Documents = [.. order.Documents, new DocumentToSign("1.2.3.4", new byte[32])],
        }),
        "SIG-digest", "SIG-complete");

    [TestMethod]
    public async Task ATamperedSignatureIsRefused()
    {
        var plain = Plain();
        await RefusedAsync(
            Requiring, plain.WithSignature(Edited(plain, "<xad:SigningTime>20", "<xad:SigningTime>19")),
            "SIG-integrity", "SIG-signer", "SIG-digest", "SIG-digest");
        await RefusedAsync(
            Requiring, plain.WithSignature(Edited(plain, "<ds:SignatureValue>", "<ds:SignatureValue>AAAA")),
                "SIG-value");
    }

    [TestMethod]
    public async Task WhatIsNoSignatureIsRefused() => await RefusedAsync(
        Requiring, Plain().WithSignature("<not-a-signature/>"u8.ToArray()),
        "SIG-value", "SIG-integrity", "SIG-signer", "SIG-certificate", "SIG-digest", "SIG-required");

    [TestMethod]
    public async Task AStrangersSignatureIsRefused()
    {
        using var own = TestPki.Practice;
        var services = await Requiring.Value;
        var response = await services.Client().ProvideAsync(Plain().Signed(own));
        Assert.AreEqual("SIG-signer", Rules(response));
    }

    [TestMethod]
    public async Task VerifyTakesWhatIsUnsignedAndRefusesWhatIsBad()
    {
        var client = (await Verifying.Value).Client();
        Scenario.IsSuccess(await client.ProvideAsync(Plain()));
        Scenario.IsSuccess(await client.ProvideAsync(Plain().Signed()));
        var plain = Plain();
        await RefusedAsync(
            Verifying, plain.WithSignature(Edited(plain, "<ds:SignatureValue>", "<ds:SignatureValue>AAAA")),
                "SIG-value");
    }

    [TestMethod]
    public async Task WhoeverSignsMustBeTheAuthorWhereThatIsAsked()
    {
        using var other = SignedSubmission.Issue("899999999999");
        await RefusedAsync(Verifying, Plain().Signed(other), "SIG-author");
        await Assert.ThrowsAsync<AssertFailedException>(() =>
            RefusedAsync(Requiring, Plain().Signed(other), "SIG-author"));
    }

    [TestMethod]
    public async Task TwoSignaturesMayComeAndBothMustBeGood()
    {
        var client = (await Requiring.Value).Client();
        var plain = Plain();
        Scenario.IsSuccess(await client.ProvideAsync(
            plain.WithSignature(plain.Signature()).WithSignature(plain.Signature(), "signature02")));
        await RefusedAsync(
            Requiring,
            plain.WithSignature(plain.Signature()).WithSignature(
                Edited(plain, "<ds:SignatureValue>", "<ds:SignatureValue>AAAA"), "signature02"),
            "SIG-value");
    }

    [TestMethod]
    public async Task EveryVerificationIsAuditedAndARefusalLeavesNoBytes()
    {
        await using var services = await StartAsync("Require");
        await services.Client().ProvideAsync(Plain().Signed());
        await services.Client().ProvideAsync(Plain().WithSignature("<x/>"u8.ToArray()));
        await Eventually.IsTrueAsync("staging is empty", () => Directory.GetFiles(services.StagingFolder).Length == 0);
        Assert.HasCount(3, Directory.GetFiles(services.ContentFolder, "*", SearchOption.AllDirectories));
        var verifications = services.RepositoryAudit().Where(record => record.Event == "110007").ToList();
        Assert.HasCount(2, verifications);
        Assert.AreEqual(("R", "0"), (verifications[0].Action, verifications[0].Outcome));
        Assert.AreEqual(("R", "4"), (verifications[1].Action, verifications[1].Outcome));
        Assert.Contains("SIG-value", verifications[1].Message.ToString());
    }

    private static async Task<TestServices> StartAsync(string mode, params (string Key, string Value)[] settings) =>
        await TestServices.StartAsync(
        [
            ("Repository:SubmissionSignature", mode),
            ("Repository:DocumentSigners", SignedSubmission.TrustFolder(TestFolder.New())),
            .. settings,
        ]);

    private TestSubmission Plain() => TestSubmission.OfMany(
        _patient, TestSubmission.RandomBytes(200_000), "<?xml version='1.0'?><ClinicalDocument/>"u8.ToArray());

    private static byte[] Edited(TestSubmission submission, string part, string instead)
    {
        var text = Encoding.UTF8.GetString(submission.Signature());
        Assert.Contains(part, text);
        return Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal));
    }

    private static Dictionary<string, byte[]> Changed(TestSubmission submission, string id, Action<byte[]> change)
    {
        var copy = submission.Documents.ToDictionary(one => one.Key, one => one.Value.ToArray());
        change(copy[id]);
        return copy;
    }

    private async Task RefusedAsync(Lazy<Task<TestServices>> running, TestSubmission submission, params string[] rules)
    {
        var services = await running.Value;
        var before = (await services.Client().EntriesAsync(_patient)).Count;
        var response = await services.Client().ProvideAsync(submission);

        Assert.AreEqual(ResponseStatus.Failure, response.Status);
        Assert.AreEqual(string.Join(" ", rules), Rules(response),
            string.Join("\n", response.Errors.Select(e => e.Context)));
        Assert.IsTrue(response.Errors.All(error => error.Code == $"{RegistryErrorCode.XDSRepositoryMetadataError}"));
        Assert.HasCount(before, await services.Client().EntriesAsync(_patient));
    }

    private static string Rules(RegistryResponse response) => string.Join(" ", response.Errors.Select(error =>
        error.Context.Split("[rule ")[1].Split([';', ']'])[0]));
}
