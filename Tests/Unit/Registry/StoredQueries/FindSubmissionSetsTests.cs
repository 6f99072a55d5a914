using XdsDmp.Metadata.Queries;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.StoredQueries;

[TestClass]
public sealed class FindSubmissionSetsTests
{
    private static readonly QuerySlot Patient = Slots.Patient(SubmissionSetPatientId);
    private static readonly QuerySlot Approved = Slots.Approved(SubmissionSetStatus);

    [TestMethod]
    [DataRow("$XDSSubmissionSetSourceId", "('1.2.840.113619.6.197')", true)]
    [DataRow("$XDSSubmissionSetSourceId", "('1.2.3','1.2.840.113619.6.197')", true)]
    [DataRow("$XDSSubmissionSetSourceId", "('1.2.840')", false)]
    [DataRow("$XDSSubmissionSetAuthorPerson", "'%Martin%'", true)]
    [DataRow("$XDSSubmissionSetAuthorPerson", "'%MARTIN%'", false)]
    [DataRow("$XDSSubmissionSetContentType", "('04^^1.3.6.1.4.1.19376.3.276.1')", true)]
    [DataRow("$XDSSubmissionSetContentType", "('04^^1.3.6')", false)]
    [DataRow("$XDSSubmissionSetSubmissionTimeFrom", "20260102030500", true)]
    [DataRow("$XDSSubmissionSetSubmissionTimeFrom", "20260102030501", false)]
    [DataRow("$XDSSubmissionSetSubmissionTimeTo", "20260102030500", false)]
    [DataRow("$XDSSubmissionSetSubmissionTimeTo", "20260102030501", true)]
    [DataRow("$XDSSubmissionSetSubmissionTimeFrom", "2026", true)]
    public void AParameterSelects(string parameter, string value, bool isFound)
    {
        using var scene = QueryScene.WithDocument();

        Assert.AreEqual(isFound ? "set" : "", Find(scene, new QuerySlot(parameter, value)));
    }

    [TestMethod]
    public void OnlySetsOfThePatientInTheStatusAskedForAreFound()
    {
        using var scene = QueryScene.WithFolder();
        scene.Submit("set2", QueryScene.OtherPatient, scene.Entry("doc2", QueryScene.OtherPatient));

        Assert.AreEqual("set", Find(scene));
        scene.Deprecate("set");
        Assert.AreEqual("", Find(scene));
        Assert.AreEqual("set", scene.Found(
            StoredQueryDefinitions.FindSubmissionSets, Patient, Slots.AnyStatus(SubmissionSetStatus)));
    }

    [TestMethod]
    public void OneAuthorPatternIsTaken()
    {
        using var scene = new QueryScene();

        Assert.AreEqual(
            "XDSStoredQueryParamNumber SQ-parameter-number",
            scene.Refused(
                StoredQueryDefinitions.FindSubmissionSets, Patient, Approved,
                new(SubmissionSetAuthorPerson, QueryValue.Texts("a", "b"))));
        Assert.AreEqual(
            "XDSStoredQueryMissingParam SQ-parameter-missing",
            scene.Refused(StoredQueryDefinitions.FindSubmissionSets, Patient));
    }

    private static string Find(QueryScene scene, params QuerySlot[] slots) =>
        scene.Found(StoredQueryDefinitions.FindSubmissionSets, [Patient, Approved, .. slots]);
}
