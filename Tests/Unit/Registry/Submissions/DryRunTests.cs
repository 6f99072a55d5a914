using XdsDmp.Hosting;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using ParameterNames = XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.Submissions;

/// <summary>A submission that is only tried: answered as it would be, and nothing stored.</summary>
[TestClass]
public sealed class DryRunTests
{
    [TestMethod]
    public void WhatWouldSucceedSucceedsAndIsNotThere()
    {
        using var registry = new TestRegistry { IsDryRun = true };

        Assert.AreEqual(ResponseStatus.Success, registry.Register(A.Submission()).Status);
        Assert.AreEqual(ResponseStatus.Success, registry.Register(A.Submission()).Status, "the ids are still free");

        Assert.IsEmpty(registry.Find(
            StoredQueryDefinitions.FindSubmissionSets,
            new QuerySlot(ParameterNames.SubmissionSetPatientId, QueryValue.Text(A.PatientId)),
            new QuerySlot(ParameterNames.SubmissionSetStatus, QueryValue.Texts(XdsUrns.StatusApproved))));
    }

    [TestMethod]
    public void WhatWouldBeRefusedIsRefusedForTheSameReason()
    {
        using var registry = new TestRegistry();
        registry.Register(A.Submission());
        registry.IsDryRun = true;

        var response = registry.Register(A.Submission());

        Assert.AreEqual(nameof(RegistryErrorCode.XDSDuplicateUniqueIdInRegistry), response.Errors.Single().Code);
    }

    [TestMethod]
    public void WhatWasTriedCanBeDone()
    {
        using var registry = new TestRegistry { IsDryRun = true };
        registry.Register(A.Submission());
        registry.IsDryRun = false;

        Assert.AreEqual(ResponseStatus.Success, registry.Register(A.Submission()).Status);
    }

    [TestMethod]
    public void ARemovalIsTriedToo()
    {
        using var example = new Example();
        var document = example.Document();
        var membership = example.AssociationsOf(document).Single();
        var removal = TestClient.Written(xml => RemoveObjectsRequestWriter.Write(
            xml, [document, membership.Id!, membership.SourceObject!]));
        example.Registry.IsDryRun = true;

        var response = TestRegistry.Response(example.Registry.Send(TransactionId.Iti62, removal));

        Assert.AreEqual(ResponseStatus.Success, response.Status);
        Assert.IsNotNull(example.TryGet(document));
    }

    [TestMethod]
    public void TheTrailSaysThatItWasADryRun()
    {
        using var registry = new TestRegistry { IsDryRun = true };
        registry.Register(A.Submission());

        var message = AuditRecordOf(registry);

        Assert.AreEqual("ITI-42", message.Transaction);
        StringAssert.Contains(message.Message.ToString(), "dry run, nothing was stored");
    }

    [TestMethod]
    public void OnlyWhatChangesMetadataCanBeTried()
    {
        using var registry = new TestRegistry();

        var tried = RegistryService.Table(registry.Node).Transactions.Where(t => t.HasDryRun).Select(t => t.Id.Number);
        Assert.AreEqual("ITI-42 ITI-57 ITI-61 ITI-62 ITI-92", string.Join(' ', tried.Order()));
    }

    private static AuditRecord AuditRecordOf(TestRegistry registry) =>
        AuditRecord.Of(new Outbox(registry.Database).Peek(10).Single().Message);
}
