using System.Text;
using XdsDmp.Audit.Codes;
using XdsDmp.Audit.Events;
using XdsDmp.Audit.Messages;

namespace XdsDmp.Tests.Unit.Audit.Events;

[TestClass]
public sealed class RegistryStoredQueryEventTests
{
    private const string QueryId = "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d";
    private const string Request = "<query:AdhocQueryRequest xmlns:query='q'>é</query:AdhocQueryRequest>";
    private static readonly AuditedQuery Query = new(QueryId, Encoding.UTF8.GetBytes(Request));

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void BothEndsRecordAQueryOfThePatient(bool isServer)
    {
        var built = RegistryStoredQueryEvent.Build(
            isServer ? Sample.OfServer : Sample.OfClient,
            Query with { PatientIds = [Sample.Patient] },
            TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110112 ITI-18 E 0", message.EventLine());
        Assert.AreEqual("true", message.ParticipantWithRole(Sample.Source).At("UserIsRequestor"));
        Assert.AreEqual("false", message.ParticipantWithRole(Sample.Destination).At("UserIsRequestor"));
        Lines.AreEqual(message.ObjectLines(), $"1/1 2 {Sample.Patient}", $"2/24 ITI-18 {QueryId}");
    }

    [TestMethod]
    public void AMultiPatientQueryIsRecordedAsSuch()
    {
        var query = Query with { EventType = EventTypes.Iti51, PatientIds = [Sample.Patient] };

        var built = RegistryStoredQueryEvent.Build(Sample.OfServer, query, TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());
        Assert.AreEqual("110112 ITI-51 E 0", message.EventLine());
        Lines.AreEqual(message.ObjectLines(), $"1/1 2 {Sample.Patient}", $"2/24 ITI-51 {QueryId}");
    }

    [TestMethod]
    public void TheRequestIsKeptAsItWasOnTheWire()
    {
        var context = Sample.OfServer with { HomeCommunityId = "urn:oid:1.2.3" };

        var built = RegistryStoredQueryEvent.Build(context, Query, TransactionResult.Success);

        var message = AuditSchema.Valid(built.Single());

        var query = message.Elements("ParticipantObjectIdentification").Single();
        var bytes = Convert.FromBase64String(query.Element("ParticipantObjectQuery")!.Value);
        Assert.AreEqual(Request, Encoding.UTF8.GetString(bytes));
        Lines.AreEqual(
            query.DetailLines(),
            "QueryEncoding=UTF-8", "urn:ihe:iti:xca:2010:homeCommunityId=urn:oid:1.2.3");
    }

    [TestMethod]
    public void EachPatientHasAMessageOfItsOwn()
    {
        var query = Query with { PatientIds = ["A^^^&1&ISO", "B^^^&1&ISO", "A^^^&1&ISO"] };

        var built = RegistryStoredQueryEvent.Build(Sample.OfServer, query, TransactionResult.Success);

        Lines.AreEqual(
            built.Select(message => AuditSchema.Valid(message).ObjectLines()[0]).ToArray(),
            "1/1 2 A^^^&1&ISO", "1/1 2 B^^^&1&ISO");
    }

    [TestMethod]
    public void PartialSuccessIsRecordedTwice()
    {
        var result = TransactionResult.PartialSuccess(EventOutcome.SeriousFailure, "XDSRegistryError");

        var built = RegistryStoredQueryEvent.Build(Sample.OfServer, Query, result);

        Lines.AreEqual(
            built.Select(message => AuditSchema.Valid(message).EventLine()).ToArray(),
            "110112 ITI-18 E 0", "110112 ITI-18 E 8");
    }

    [TestMethod]
    public void AnUnreadableRequestHasNoQueryObject()
    {
        var built = RegistryStoredQueryEvent.Build(Sample.OfServer, new AuditedQuery(null, default), Sample.Refused);

        Assert.IsEmpty(AuditSchema.Valid(built.Single()).ObjectLines());
    }

    [TestMethod]
    public void AFailureCannotHaveTheOutcomeOfSuccess() =>
        Assert.ThrowsExactly<ArgumentException>(() => TransactionResult.Failure(EventOutcome.Success, "no"));
}
