using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry;
using XdsDmp.Tests.Support;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class FindDocumentsTests
{
    private static readonly QuerySlot Patient = Slots.Patient(DocumentEntryPatientId);
    private static readonly QuerySlot Approved = Slots.Approved(DocumentEntryStatus);
    private static readonly QuerySlot AnyStatus = Slots.AnyStatus(DocumentEntryStatus);

    [TestMethod]
    [DataRow("$XDSDocumentEntryClassCode", "10")]
    [DataRow("$XDSDocumentEntryTypeCode", "11488-4")]
    [DataRow("$XDSDocumentEntryPracticeSettingCode", "AMBULATOIRE")]
    [DataRow("$XDSDocumentEntryHealthcareFacilityTypeCode", "SA01")]
    [DataRow("$XDSDocumentEntryFormatCode", "urn:ihe:iti:xds:2017:mimeTypeSufficient")]
    [DataRow("$XDSDocumentEntryEventCodeList", "ECG")]
    [DataRow("$XDSDocumentEntryConfidentialityCode", "MASQUE_PS")]
    public void ACodeMatchesWithItsSchemeOnly(string parameter, string code)
    {
        using var scene = QueryScene.WithDocument();

        Assert.AreEqual("doc", Find(scene, Slots.Code(parameter, code)));
        Assert.AreEqual("", Find(scene, Slots.Code(parameter, code, "1.2.3")));
        Assert.AreEqual("", Find(scene, Slots.Code(parameter, code + "x")));
        Assert.AreEqual("", Find(scene, Slots.Code(parameter, code.ToLowerInvariant() + "X")));
        Assert.AreEqual("doc", Find(scene, new QuerySlot(
            parameter, QueryValue.Codes(new("none", "1.2"), new(code, QueryScene.Scheme)))));
    }

    [TestMethod]
    public void OneCodeOfEachSlotIsWanted()
    {
        using var scene = QueryScene.WithDocument();
        var normal = Slots.Code(DocumentEntryConfidentialityCode, "N");
        var other = Slots.Code(DocumentEntryConfidentialityCode, "R");

        Assert.AreEqual("doc", Find(scene, normal, Slots.Code(DocumentEntryConfidentialityCode, "MASQUE_PS")));
        Assert.AreEqual("", Find(scene, normal, other));
        Assert.AreEqual("", Find(scene, normal, Slots.Code(DocumentEntryEventCodeList, "N")));
    }

    [TestMethod]
    [DataRow("%Martin%", true)]
    [DataRow("801234^Mart_n^%", true)]
    [DataRow("801234^Martin^Alice^^^^^^&1.2.250.1.71.4.2.1&ISO", true)]
    [DataRow("%martin%", false)]
    [DataRow("Martin", false)]
    [DataRow("%Mart_in%", false)]
    [DataRow("*Martin*", false)]
    [DataRow("%[M]artin%", false)]
    [DataRow("8?1234%", false)]
    public void AnAuthorMatchesAPatternWithCase(string pattern, bool isFound)
    {
        using var scene = QueryScene.WithDocument();

        Assert.AreEqual(
            isFound ? "doc" : "", Find(scene, new QuerySlot(DocumentEntryAuthorPerson, QueryValue.Texts(pattern))));
        Assert.AreEqual(
            isFound ? "doc" : "",
            Find(scene, new QuerySlot(DocumentEntryAuthorPerson, QueryValue.Texts("%nobody%", pattern))));
    }

    [TestMethod]
    public void AsManyPatternsAsMayBeGivenAreAskedFor()
    {
        using var scene = QueryScene.WithDocument();
        var patterns = Enumerable.Range(1, StoredQueryParameters.MaxValues - 1).Select(n => $"%{n}nobody%");

        Assert.AreEqual("doc", Find(scene, new QuerySlot(
            DocumentEntryAuthorPerson, QueryValue.Texts(patterns.Append("%Martin%")))));
    }

    [TestMethod]
    [DataRow("CreationTime", "20260102030405")]
    [DataRow("ServiceStartTime", "20260102030000")]
    [DataRow("ServiceStopTime", "20260102033000")]
    public void FromIsInclusiveAndToExclusive(string attribute, string value)
    {
        using var scene = QueryScene.WithDocument();
        var next = (long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) + 1).ToString("D");

        Assert.AreEqual("doc", Find(scene, Time("From", value)));
        Assert.AreEqual("", Find(scene, Time("From", next)));
        Assert.AreEqual("", Find(scene, Time("To", value)));
        Assert.AreEqual("doc", Find(scene, Time("To", next)));
        Assert.AreEqual("doc", Find(scene, Time("From", "2026"), Time("To", "20260103")));
        Assert.AreEqual("", Find(scene, Time("From", "202602"), Time("To", "2027")));

        QuerySlot Time(string end, string time) => new($"$XDSDocumentEntry{attribute}{end}", time);
    }

    [TestMethod]
    public void AnEntryIsNotJudgedByATimeItDoesNotHave()
    {
        using var scene = new QueryScene();
        scene.Submit("set", scene.Entry("doc").Without(SlotNames.ServiceStartTime, SlotNames.ServiceStopTime));

        Assert.AreEqual("doc", Find(
            scene, new(DocumentEntryServiceStartTimeFrom, "2030"), new(DocumentEntryServiceStopTimeTo, "2000")));
    }

    [TestMethod]
    public void StableEntriesAreMeantUnlessATypeIsAskedFor()
    {
        using var scene = QueryScene.WithFolder();
        scene.MakeOnDemand("doc");
        var onDemand = new QuerySlot(DocumentEntryType, QueryValue.Texts(XdsUrns.OnDemandDocumentEntry));

        Assert.AreEqual("other", Find(scene));
        Assert.AreEqual("doc", Find(scene, onDemand));
        Assert.AreEqual("doc other", Find(scene, Slots.AnyType));
        Assert.AreEqual("", Find(scene, new QuerySlot(DocumentEntryType, QueryValue.Texts("urn:uuid:none"))));
        Assert.AreEqual("doc", Find(scene, onDemand, new(DocumentEntryCreationTimeFrom, "2030")));
    }

    [TestMethod]
    public void OnlyTheStatusesAskedForAreFound()
    {
        using var scene = QueryScene.WithFolder();
        scene.Deprecate("doc");
        var deprecated = new QuerySlot(DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusDeprecated, "urn:unknown"));

        Assert.AreEqual("other", Find(scene));
        Assert.AreEqual("doc", scene.Found(StoredQueryDefinitions.FindDocuments, Patient, deprecated));
        Assert.AreEqual("doc other", scene.Found(StoredQueryDefinitions.FindDocuments, Patient, AnyStatus));
    }

    [TestMethod]
    public void LevelOneHidesOlderVersionsAndOfflineEntries()
    {
        using var scene = QueryScene.WithFolder();
        scene.Update("doc", "doc2");
        scene.TakeOffline("other");
        var offline = Availability(XdsUrns.DocumentOffline);

        Assert.AreEqual("doc2", FindAny(scene));
        Assert.AreEqual("doc doc2 other", FindAny(scene, QueryScene.LevelTwo));
        Assert.AreEqual("", FindAny(scene, offline));
        Assert.AreEqual("other", FindAny(scene, offline, QueryScene.LevelTwo));
        Assert.AreEqual(
            "doc doc2", FindAny(scene, Availability(XdsUrns.DocumentOnline), QueryScene.LevelTwo));
        Assert.AreEqual("", FindAny(scene, Availability("urn:unknown"), QueryScene.LevelTwo));
        scene.Deprecate("doc2");
        Assert.AreEqual("doc2", FindAny(scene));

        QuerySlot Availability(string value) => new(DocumentEntryDocumentAvailability, QueryValue.Texts(value));
    }

    [TestMethod]
    public void APatientWhoIsMergedIsFoundUnderTheSurvivorOnly()
    {
        using var scene = QueryScene.WithDocument();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));
        var other = Slots.Patient(DocumentEntryPatientId, QueryScene.OtherPatient);

        Assert.AreEqual("doc", Find(scene));
        Assert.AreEqual("doc2", scene.Found(StoredQueryDefinitions.FindDocuments, other, Approved));
        scene.Merge(A.PatientId, QueryScene.OtherPatient);
        Assert.AreEqual("", Find(scene));
        Assert.AreEqual("doc doc2", scene.Found(StoredQueryDefinitions.FindDocuments, other, Approved));
    }

    [TestMethod]
    [DataRow("4713^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO")]
    [DataRow("4711^^^&1.2.3&ISO")]
    [DataRow("4711")]
    public void APatientWhoIsNotKnownHasNoDocuments(string patient)
    {
        using var scene = QueryScene.WithDocument();

        Assert.AreEqual("", scene.Found(
            StoredQueryDefinitions.FindDocuments, Slots.Patient(DocumentEntryPatientId, patient), Approved));
    }

    [TestMethod]
    public void PatientAndStatusAreRequired()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(StoredQueryDefinitions.FindDocuments));
        Assert.AreEqual(
            "XDSStoredQueryParamNumber SQ-parameter-number",
            scene.Refused(StoredQueryDefinitions.FindDocuments, Patient, Patient, Approved));
    }

    [TestMethod]
    public void MoreThanTheLimitIsRefused()
    {
        using var scene = new QueryScene(
            new RegistryOptions { UnknownPatients = UnknownPatients.Accept, MaxResults = 2 });
        scene.Submit("set", scene.Entry("a"), scene.Entry("b"));
        Assert.AreEqual("a b", Find(scene));

        scene.Submit("set2", scene.Entry("c"));

        Assert.AreEqual(
            "XDSTooManyResults SQ-too-many", scene.Refused(StoredQueryDefinitions.FindDocuments, Patient, Approved));
        Assert.AreEqual(
            "a b c", scene.Labels(StoredQueryDefinitions.FindDocuments, QueryReturnType.ObjectRef, Patient, Approved));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.FindDocuments, [Patient, Approved, .. slots]);

    private static string FindAny(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.FindDocuments, [Patient, AnyStatus, .. slots]);
}
