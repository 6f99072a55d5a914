using System.IO.Pipelines;
using System.Security;
using System.Text;
using XdsDmp.Hosting.MessageSecurity;
using XdsDmp.Metadata.Errors;
using XdsDmp.Security.Trust;
using XdsDmp.Soap;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;
using XdsDmp.Xml;

namespace XdsDmp.Tests.Scenarios.Security;

/// <summary>
/// Registry and repository that demand signed messages (WS-Security): what is signed is answered, signed; what is not,
/// or was seen before, is refused and on record.
/// </summary>
[TestClass]
public sealed class SignedMessagesTests
{
    private static readonly (string, string) Required = ("Security:MessageSignature", "Required");

    private readonly string _patient = TestSubmission.NewPatient();

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task SignedFromSubmissionToRetrieval(bool isMtom)
    {
        await using var services = await TestServices.StartAsync(Required);
        var client = services.SigningClient(new SoapForm(SoapVersion.Soap12, isMtom));
        var submission = TestSubmission.Of(_patient, new byte[2_000_000]);
        Assert.AreEqual(ResponseStatus.Success, (await client.ProvideAsync(submission)).Status);
        Assert.HasCount(1, await client.EntriesAsync(_patient));
        var retrieved = await client.RetrieveAsync(submission.UniqueId);
        CollectionAssert.AreEqual(submission.Bytes, retrieved.Bytes(submission.UniqueId));
    }

    [TestMethod]
    public async Task AMessageWithoutSignatureIsRefusedAndOnRecord()
    {
        await using var services = await TestServices.StartAsync(Required);
        await AssertFaultAsync("InvalidSecurity", () => services.Client().EntriesAsync(_patient));
        await AssertFaultAsync(
            "InvalidSecurity", () => services.Client().ProvideAsync(TestSubmission.Of(_patient, "unsigned")));
        await SystemScene.IsToldAsync(services.RegistryAudit, "110126", "ITI-18 refused: InvalidSecurity");
        await SystemScene.IsToldAsync(services.RepositoryAudit, "110126", "ITI-41 refused: InvalidSecurity");
        Assert.IsTrue(services.RegistryAudit().Any(record => record.Transaction == "ITI-18" && record.Outcome == "4"));
    }

    [TestMethod]
    public async Task WhereSignaturesAreOptionalABadOneIsStillRefused()
    {
        await using var services = await TestServices.StartAsync();
        Assert.IsEmpty(await services.Client().EntriesAsync(_patient));
        var signed = await SignedQueryAsync(services);
        var answer = await PostAsync(services, signed.Replace(Id(_patient), "another", StringComparison.Ordinal));
        Assert.AreEqual(400, answer.Status);
        StringAssert.Contains(answer.Body, ":FailedCheck<");
        StringAssert.Contains(answer.Body, "The signature or decryption was invalid");
        Assert.IsFalse(answer.Body.Contains("digest", StringComparison.OrdinalIgnoreCase), "the caller learns no step");
    }

    [TestMethod]
    public async Task WhereSignaturesAreOffAHeaderThatInsistsIsRefused()
    {
        await using var services = await TestServices.StartAsync(
            ("Security:MessageSignature", "Off"), ("Security:Vihf", "Off"), ("Security:Xua", "Off"));
        var signed = await SignedQueryAsync(services);
        var answer = await PostAsync(services, signed);
        StringAssert.Contains(answer.Body, "MustUnderstand");
        answer = await PostAsync(
            services, signed.Replace(
                "<wsse:Security xmlns:wsse", "<wsse:Security x='' xmlns:wsse", StringComparison.Ordinal)
                .Replace("soap:mustUnderstand=\"1\"><wsu:Timestamp", "><wsu:Timestamp", StringComparison.Ordinal));
        Assert.AreEqual(200, answer.Status);
    }

    [TestMethod]
    public async Task AReplayIsRefusedAlsoAfterARestart()
    {
        await using var services = await TestServices.StartAsync(Required);
        var signed = await SignedQueryAsync(services);
        Assert.AreEqual(200, (await PostAsync(services, signed)).Status);
        var again = await PostAsync(services, signed);
        Assert.AreEqual(400, again.Status);
        StringAssert.Contains(again.Body, ":InvalidSecurity<");
        await services.StopRegistryAsync();
        await services.StartRegistryAsync();
        Assert.AreEqual(400, (await PostAsync(services, signed)).Status);
    }

    [TestMethod]
    public async Task ASubmissionThatItsSenderSendsAgainGetsTheFirstAnswer()
    {
        await using var services = await TestServices.StartAsync(Required);
        var message = services.SigningClient()
            .Message(TestSubmission.Of(_patient, "twice"), "urn:uuid:" + Guid.NewGuid());
        var own = Own(services);
        var signed = await own.SignAsync(
            message with
            {
                Addressing = message.Addressing with { To = services.Repository.AbsoluteUri },
                IsRequest = true,
            },
            [], CancellationToken.None);
        var (type, bytes) = await WrittenAsync(signed);
        var first = await services.RawClient().PostAsync(services.Repository, type, bytes);
        var second = await services.RawClient().PostAsync(services.Repository, type, bytes);
        StringAssert.Contains(first.Body, "ResponseStatusType:Success");
        StringAssert.Contains(second.Body, "ResponseStatusType:Success");
        Assert.HasCount(1, await services.SigningClient().EntriesAsync(_patient));
    }

    [TestMethod]
    public async Task ASignedSubmissionWithAnotherDocumentLeavesNothingBehind()
    {
        await using var services = await TestServices.StartAsync(Required);
        var message = services.SigningClient().Message(TestSubmission.Of(_patient, "the document that was signed"));
        var signed = await Own(services).SignAsync(message with { IsRequest = true }, [], CancellationToken.None);
        var (type, bytes) = await WrittenAsync(signed with
        {
            Attachments = [TestClient.Attachment(
                signed.Attachments[0].ContentId, "the document that came"u8.ToArray())],
        });
        var answer = await services.RawClient().PostAsync(services.Repository, type, bytes);
        StringAssert.Contains(answer.Body, ":FailedCheck<");
        Assert.IsEmpty(Directory.GetFiles(services.StagingFolder));
        Assert.IsEmpty(await services.SigningClient().EntriesAsync(_patient));
    }

    private static async Task AssertFaultAsync(string subcode, Func<Task> call)
    {
        var fault = (await Assert.ThrowsExactlyAsync<SoapFaultReceivedException>(call)).Fault;
        Assert.AreEqual(FaultCode.Sender, fault.Code);
        Assert.AreEqual(subcode, fault.Subcode?.Name);
    }

    private static OwnSignature Own(TestServices services)
    {
        Assert.IsNotNull(services.Registry);
        return OwnSignature.Of(
            () => TestPki.Practice, new TrustStore(TestPki.Files.TrustFolder, TimeProvider.System, _ => { }),
            XmlLimits.Metadata, TimeProvider.System);
    }

    private async Task<string> SignedQueryAsync(TestServices services)
    {
        var query = $"""
            <q:AdhocQueryRequest xmlns:q="urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0"
                xmlns:r="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><q:ResponseOption returnType="LeafClass"
                returnComposedObjects="true"/><r:AdhocQuery id="urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d"><r:Slot
                name="$XDSDocumentEntryPatientId"><r:ValueList><r:Value>'{SecurityElement.Escape(_patient)}'</r:Value>
                </r:ValueList></r:Slot><r:Slot name="$XDSDocumentEntryStatus"><r:ValueList>
                <r:Value>('urn:oasis:names:tc:ebxml-regrep:StatusType:Approved')</r:Value></r:ValueList></r:Slot>
                </r:AdhocQuery></q:AdhocQueryRequest>
            """;
        var message = new OutgoingMessage
        {
            Form = new SoapForm(SoapVersion.Soap12, IsMtom: false),
            Addressing = new AddressingHeaders
            {
                Action = "urn:ihe:iti:2007:RegistryStoredQuery",
                MessageId = AddressingHeaders.NewMessageId(),
                To = services.Registry.AbsoluteUri,
            },
            Body = Encoding.UTF8.GetBytes(query),
        };
        var signed = await Own(services).SignAsync(message, [], CancellationToken.None);
        return Encoding.UTF8.GetString(SoapWriter.EnvelopeOf(signed).Span);
    }

    private static Task<RawAnswer> PostAsync(TestServices services, string envelope) =>
        services.RawClient().PostAsync(services.Registry, Wire.SimpleType, Encoding.UTF8.GetBytes(envelope));

    private static string Id(string patient) => patient.Split('^')[0];

    private static async Task<(string Type, byte[] Bytes)> WrittenAsync(OutgoingMessage message)
    {
        var writer = new SoapWriter(message);
        using var bytes = new MemoryStream();
        var pipe = PipeWriter.Create(bytes);
        await writer.WriteAsync(pipe, CancellationToken.None);
        await pipe.CompleteAsync();
        return (writer.ContentType, bytes.ToArray());
    }
}
