using System.Text;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Soap;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Hostile;

/// <summary>
/// MTOM packages made by hand: those that stacks really send, and those that none should (SOAP MTOM, XOP, RFC 2387).
/// </summary>
[TestClass]
public sealed class HostilePackageTests
{
    private readonly TestSubmission _submission = TestSubmission.Of(TestSubmission.NewPatient(), "Hello, DMP");

    [TestMethod]
    public Task AttachmentsMayComeBeforeTheRoot() => IsAcceptedAsync(
        Wire.PackageType(), Attachment() + Wire.Root(Envelope()) + Wire.End());

    [TestMethod]
    public Task APreambleAndAnEpilogueArePassedOver() => IsAcceptedAsync(
        Wire.PackageType(), "This is a MIME message.\r\n" + Wire.Root(Envelope()) + Attachment() + Wire.End()
            + "Good bye.");

    [TestMethod]
    public Task AContentIdMayBePercentEncodedInItsReference() => IsAcceptedAsync(
        Wire.PackageType(),
        Wire.Root(Envelope().Replace($"cid:{A.Document}@test", $"cid:{A.Document}%40test", StringComparison.Ordinal))
        + Attachment() + Wire.End());

    [TestMethod]
    public Task AnAttachmentMayBeBase64() => IsAcceptedAsync(
        Wire.PackageType(),
        Wire.Root(Envelope())
        + $"--BOUNDARY\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <{A.Document}@test>\r\n\r\n"
        + Convert.ToBase64String(_submission.Bytes) + "\r\n" + Wire.End());

    [TestMethod]
    public Task OneContentIdTwiceIsRefused() => IsRefusedAsync(
        Wire.PackageType(), Wire.Root(Envelope()) + Attachment() + Attachment() + Wire.End(), $"{A.Document}@test");

    [TestMethod]
    public Task APackageWithoutItsEndIsRefused() => IsRefusedAsync(
        Wire.PackageType(), Wire.Root(Envelope()) + Attachment(), "");

    [TestMethod]
    public Task APackageCutInADocumentIsRefused() => IsRefusedAsync(
        Wire.PackageType(), (Wire.Root(Envelope()) + Attachment())[..^8], "");

    /// <summary>
    /// Those before the limit were stored, each with the disk's word for it: that takes its time on a busy machine.
    /// </summary>
    [TestMethod]
    public Task TooManyPartsAreRefused() => IsRefusedAsync(
        Wire.PackageType(),
        Wire.Root(Envelope()) + string.Concat(
            Enumerable.Range(0, 20_000).Select(i => $"--BOUNDARY\r\nContent-ID: <{i}@x>\r\n\r\n\r\n"))
        + Wire.End(), "1001 parts", milliseconds: 20_000);

    [TestMethod]
    public Task ALongHeaderIsRefused() => IsRefusedAsync(
        Wire.PackageType(),
        Wire.Root(Envelope()) + Wire.Part("x@test", "x", $"X-Long: {new string('x', 100_000)}\r\n") + Wire.End(),
        "header");

    [TestMethod]
    public Task ManyHeadersAreRefused() => IsRefusedAsync(
        Wire.PackageType(),
        Wire.Root(Envelope())
        + Wire.Part("x@test", "x", string.Concat(Enumerable.Range(0, 100).Select(i => $"X-{i}: x\r\n"))) + Wire.End(),
        "header");

    [TestMethod]
    public Task ALongPreambleIsRefused() => IsRefusedAsync(
        Wire.PackageType(), new string('x', 1_000_000) + "\r\n" + Wire.Root(Envelope()) + Wire.End(),
        "precede the first boundary");

    [TestMethod]
    public Task APackageInAPackageIsRefused() => IsRefusedAsync(
        Wire.PackageType(),
        Wire.Root(Envelope())
        + "--BOUNDARY\r\nContent-Type: multipart/mixed; boundary=b\r\nContent-ID: <x@test>\r\n\r\nx\r\n" + Wire.End(),
        "multipart");

    [TestMethod]
    public Task AReferenceOutOfTheMessageIsRefused() => IsRefusedAsync(
        Wire.PackageType(),
        Wire.Root(Envelope().Replace($"cid:{A.Document}@test", "https://localhost/secret", StringComparison.Ordinal))
        + Attachment() + Wire.End(), "https://localhost/secret");

    [TestMethod]
    public Task AnAttachmentWithoutContentIdIsRefused() => IsRefusedAsync(
        Wire.PackageType(), Wire.Root(Envelope()) + "--BOUNDARY\r\nContent-Type: text/plain\r\n\r\nx\r\n" + Wire.End(),
        "Content-ID");

    [TestMethod]
    public Task ARootThatIsNotThereIsMissed() => IsRefusedAsync(
        Wire.PackageType(start: "other@test"), Wire.Root(Envelope()) + Attachment() + Wire.End(), "other@test");

    [TestMethod]
    public Task APackageWithoutBoundaryIsRefused() => IsRefusedAsync(
        "multipart/related; type=\"application/xop+xml\"; start-info=\"application/soap+xml\"",
        Wire.Root(Envelope()) + Wire.End(), "boundary");

    [TestMethod]
    public Task AnotherMediaTypeIsNamed() => IsRefusedAsync("application/json", "{}", "application/json");

    /// <summary>The connection breaks in the middle of the document.</summary>
    [TestMethod]
    public async Task ACallerWhoHangsUpLeavesNothing()
    {
        await using var services = await TestServices.StartAsync();
        var body = Wire.Root(Envelope()) + Wire.Part($"{A.Document}@test", new string('x', 50_000));
        var request = Wire.Http(
            services.Repository, $"Content-Type: {Wire.PackageType()}\r\nContent-Length: 10000000\r\n", body);

        await services.RawClient().SendBytesAsync(services.Repository, request, hangUp: true);

        await Eventually.IsTrueAsync("staging is empty", () => Directory.GetFiles(services.StagingFolder).Length == 0);
        await HostileCase.StillAnswersAsync(services);
        Assert.IsNull(await services.Client().EntryOfAsync(_submission.UniqueId));
    }

    private string Attachment() => Wire.Part($"{A.Document}@test", Encoding.UTF8.GetString(_submission.Bytes));

    private string Envelope()
    {
        var body = TestClient.Written(xml => ProvideAndRegisterDocumentSetRequestWriter.Write(
            xml, new ProvideAndRegisterDocumentSetRequest<DocumentContent>(
                _submission.Objects,
                [new ProvidedDocument<DocumentContent>(A.Document, DocumentContent.Attached($"{A.Document}@test"))])));
        return Wire.Envelope(Wire.Action(Wire.Provide), Encoding.UTF8.GetString(body.Span));
    }

    private async Task IsAcceptedAsync(string type, string package)
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().PostAsync(services.Repository, type, Wire.Bytes(package));

        StringAssert.Contains(answer.Body, "ResponseStatusType:Success");
        StringAssert.Contains(answer.ContentType, "multipart/related");
        var retrieved = await services.Client(new SoapForm(SoapVersion.Soap12, true))
            .RetrieveAsync(_submission.UniqueId);
        CollectionAssert.AreEqual(_submission.Bytes, retrieved.Bytes(_submission.UniqueId));
    }

    private async Task IsRefusedAsync(string type, string package, string cause, int milliseconds = 2000)
    {
        var services = await Scenario.ServicesAsync();

        await HostileCase.IsFaultAsync(
            services.Repository, type, Wire.Bytes(package), 400, "Sender", cause, milliseconds);

        Assert.IsNull(await services.Client().EntryOfAsync(_submission.UniqueId));
    }
}
