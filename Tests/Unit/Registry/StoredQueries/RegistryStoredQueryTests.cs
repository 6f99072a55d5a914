using System.Text;
using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;
using Outbox = XdsDmp.Sql.Outbox;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

/// <summary>What holds for every stored query of ITI-18 and ITI-51.</summary>
[TestClass]
public sealed class RegistryStoredQueryTests
{
    private static readonly QuerySlot[] OnePatient =
        [Slots.Patient(DocumentEntryPatientId), Slots.Approved(DocumentEntryStatus)];

    [TestMethod]
    [DataRow("LeafClassWithRepositoryItem")]
    [DataRow("RegistryObject")]
    public void OtherFormsOfAnswerAreRefused(string returnType)
    {
        using var scene = QueryScene.WithDocument();
        var request = Request(StoredQueryDefinitions.FindDocuments) with { ReturnType = returnType };

        var answer = scene.Registry.Query(request);

        Assert.AreEqual(ResponseStatus.Failure, answer.Response.Status);
        Assert.AreEqual("XDSRegistryError", answer.Response.Errors.Single().Code);
        Assert.Contains("SQ-return-type", answer.Response.Errors.Single().Context);
    }

    [TestMethod]
    public void AQueryOfOneTransactionIsUnknownInTheOther()
    {
        using var scene = new QueryScene();
        foreach (var query in MultiPatientQueryDefinitions.All)
        {
            AssertUnknown(scene, query, TransactionId.Iti18);
        }

        foreach (var query in StoredQueryDefinitions.All)
        {
            AssertUnknown(scene, query, TransactionId.Iti51);
        }
    }

    [TestMethod]
    public void TheIdIsTakenWithBlanksAndCapitals()
    {
        using var scene = QueryScene.WithDocument();
        var id = StoredQueryDefinitions.FindDocuments.Id;
        var request = Request(StoredQueryDefinitions.FindDocuments) with { QueryId = $" {id.ToUpperInvariant()} " };

        Assert.AreEqual(ResponseStatus.Success, scene.Registry.Query(request).Response.Status);
    }

    [TestMethod]
    public void AHomeCommunityIdIsAcceptedAndTheStoredOneReturned()
    {
        using var scene = new QueryScene();
        scene.Submit("set", scene.Entry("doc") with { Home = "urn:oid:1.2.3" });
        var request = Request(StoredQueryDefinitions.FindDocuments) with { HomeCommunityId = "urn:oid:1.1.1" };

        Assert.AreEqual("urn:oid:1.2.3", scene.Registry.Query(request).Objects.Objects.Single().Home);
    }

    [TestMethod]
    public void EachPatientOfAnAnswerHasAnAuditMessageOfTheTransaction()
    {
        using var scene = QueryScene.WithDocument();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));
        var before = Messages(scene).Count;

        scene.Labels(
            MultiPatientQueryDefinitions.FindDocumentsForMultiplePatients, QueryReturnType.ObjectRef,
            Slots.Code(DocumentEntryClassCode, "10"), Slots.Approved(DocumentEntryStatus));

        var messages = Messages(scene).Skip(before).ToList();
        Assert.HasCount(2, messages);
        Assert.IsTrue(messages.TrueForAll(m => m.Contains("\"ITI-51\"", StringComparison.Ordinal)));
        Assert.HasCount(1, messages.Where(m => m.Contains("4711^^^", StringComparison.Ordinal)).ToList());
        Assert.HasCount(1, messages.Where(m => m.Contains("4712^^^", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    public void EachPatientAskedForIsNamedWhenNothingWasFound()
    {
        using var scene = new QueryScene();

        scene.Labels(
            MultiPatientQueryDefinitions.FindDocumentsForMultiplePatients, QueryReturnType.ObjectRef,
            new(DocumentEntryPatientId, QueryValue.Texts(A.PatientId, QueryScene.OtherPatient)),
            Slots.Approved(DocumentEntryStatus));

        Assert.HasCount(2, Messages(scene));
    }

    private static void AssertUnknown(QueryScene scene, StoredQueryDefinition query, TransactionId transaction)
    {
        var answer = scene.Registry.Query(
            new StoredQueryRequest(query.Id, QueryReturnType.ObjectRef, OnePatient), transaction);
        Assert.AreEqual("XDSUnknownStoredQuery", answer.Response.Errors.Single().Code, query.Name);
        Assert.Contains("SQ-query-id", answer.Response.Errors.Single().Context);
    }

    private static StoredQueryRequest Request(StoredQueryDefinition query) =>
        new(query.Id, QueryReturnType.LeafClass, OnePatient);

    private static List<string> Messages(QueryScene scene) =>
        [.. new Outbox(scene.Registry.Database).Peek(100).Select(m => Encoding.UTF8.GetString(m.Message))];
}
