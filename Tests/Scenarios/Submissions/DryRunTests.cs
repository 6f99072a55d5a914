using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Tests.Scenarios.Hostile;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Submissions;

/// <summary>Requests to <c>?dry-run</c>: answered as they would be, and nothing happens.</summary>
[TestClass]
public sealed class DryRunTests
{
    private const string Header = "X-XdsDmp-Dry-Run";
    private readonly RegistryObjectList _submission = A.Submission(
        A.SubmissionSet(uniqueId: TestSubmission.NewOid()),
        A.DocumentEntry(uniqueId: TestSubmission.NewOid()),
        A.Membership());

    [TestMethod]
    [DataRow("?dry-run", null)]
    [DataRow("?dry-run=true", null)]
    [DataRow("", "true")]
    public async Task WhatIsTriedSucceedsAndIsNotThere(string query, string? header)
    {
        var answer = await RegisterAsync(query, header);

        Assert.AreEqual(200, answer.Status);
        StringAssert.Contains(answer.Body, "ResponseStatusType:Success");
        var services = await Scenario.ServicesAsync();
        Assert.IsNull(await services.Client().EntryOfAsync(UniqueId()));
    }

    [TestMethod]
    [DataRow("?dry-run=perhaps", null)]
    [DataRow("", "perhaps")]
    public async Task WhatIsNotClearIsNotDone(string query, string? header)
    {
        var answer = await RegisterAsync(query, header);

        Assert.AreEqual(400, answer.Status);
        StringAssert.Contains(answer.Body, "nothing was done");
        var services = await Scenario.ServicesAsync();
        Assert.IsNull(await services.Client().EntryOfAsync(UniqueId()));
    }

    [TestMethod]
    public async Task WhatCannotBeTriedIsNotDone()
    {
        var services = await Scenario.ServicesAsync();

        var answer = await services.RawClient().PostAsync(
            new Uri(services.Registry, "?dry-run"), Wire.SimpleType,
            Wire.Bytes(Wire.Envelope(Wire.Action(Wire.Query), Wire.GoodQuery)));

        Assert.AreEqual(400, answer.Status);
        StringAssert.Contains(answer.Body, "ITI-18 has no dry run");
    }

    private string UniqueId() => _submission.Objects.OfType<ExtrinsicObject>().Single().UniqueIdOf();

    private async Task<RawAnswer> RegisterAsync(string query, string? header)
    {
        var services = await Scenario.ServicesAsync();
        var body = TestClient.Written(xml => SubmitObjectsRequestWriter.Write(xml, _submission));
        var message = Wire.Envelope(
            Wire.Action("urn:ihe:iti:2007:RegisterDocumentSet-b"), System.Text.Encoding.UTF8.GetString(body.Span));
        return await services.RawClient().PostAsync(
            new Uri(services.Registry, query), Wire.SimpleType, Wire.Bytes(message), request =>
            {
                if (header is not null)
                {
                    request.Headers.Add(Header, header);
                }
            });
    }
}
