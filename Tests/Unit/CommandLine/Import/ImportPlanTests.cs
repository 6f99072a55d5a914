using XdsDmp.CommandLine.Import;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Unit.CommandLine.Import;

/// <summary>In which submissions, and in which order, a patient's documents come.</summary>
[TestClass]
public sealed class ImportPlanTests
{
    private readonly List<Identifiable> _objects = [];

    [TestMethod]
    public void WhatIsReplacedComesBeforeWhatReplacesItWhateverTheClocksSay()
    {
        var old = Submitted("old", "20260303");
        var newer = Submitted("new", "20260101", (XdsUrns.Association.Replace, old));

        CollectionAssert.AreEqual(new[] { old, newer }, Order());
    }

    [TestMethod]
    public void WhatIsAppendedComesBeforeTheReplacementOfWhatItIsAppendedTo()
    {
        var old = Submitted("old", "20260101");
        var newer = Submitted("new", "20260102", (XdsUrns.Association.Replace, old));
        var addendum = Submitted("addendum", "20260103", (XdsUrns.Association.Append, old));
        var second = Submitted("second", "20260104", (XdsUrns.Association.Append, addendum));

        CollectionAssert.AreEqual(new[] { old, addendum, second, newer }, Order());
    }

    [TestMethod]
    public void WithoutTiesTheTimeOfSubmissionDecides()
    {
        var second = Submitted("second", "20260102");
        var first = Submitted("first", "20260101");

        CollectionAssert.AreEqual(new[] { first, second }, Order());
    }

    [TestMethod]
    public void OfSeveralVersionsTheLatestComesInTheSetOfTheFirst()
    {
        var first = Submitted("first", "20260101");
        var entry = _objects.OfType<ExtrinsicObject>().Single();
        _objects.Add(entry with { Id = Id("latest"), Lid = first, VersionInfo = new VersionInfo("2") });
        _objects.Add(Set("update", "20260102"));
        _objects.Add(Tie(XdsUrns.Association.HasMember, Id("set of update"), Id("latest"), "Original")
            .With(SlotNames.PreviousVersion, "1"));

        var plan = Plan();

        Assert.AreEqual(Id("set of first"), plan.Sets[0].Set.Id.ToString());
        Assert.AreEqual(Id("latest"), plan.Sets[0].Documents.Single().Id.ToString());
        Assert.IsEmpty(plan.Sets[1].Documents);
        StringAssert.StartsWith(plan.Skipped.Single(it => it.Id == first).Reason, "an older version");
    }

    [TestMethod]
    public void ADocumentOfNoKnownSetIsTold()
    {
        _objects.Add(A.DocumentEntry(Id("loose")));

        var skipped = Plan().Skipped.Single();

        Assert.AreEqual(Id("loose"), skipped.Id);
        StringAssert.Contains(skipped.Reason, "no submission set");
    }

    [TestMethod]
    public void TwoThatNeedEachOtherComeAllTheSame()
    {
        var (one, other) = (Id("one"), Id("other"));
        Submitted("one", "20260101", (XdsUrns.Association.Append, other));
        Submitted("other", "20260102", (XdsUrns.Association.Append, one));

        CollectionAssert.AreEqual(new[] { one, other }, Order());
    }

    [TestMethod]
    public void AnIdThatIsNoUuidBecomesTheSameOneEachTime()
    {
        Assert.AreEqual(DerivedIds.Registered("doc-1"), DerivedIds.Registered("doc-1"));
        Assert.AreNotEqual(DerivedIds.Registered("doc-1"), DerivedIds.Registered("doc-2"));
        Assert.AreEqual(
            DerivedIds.Registered("urn:uuid:0a000000-0000-4000-8000-00000000000b"),
            DerivedIds.Registered("urn:uuid:0A000000-0000-4000-8000-00000000000B"));
    }

    private string Submitted(string name, string time, params (string Type, string Target)[] ties)
    {
        _objects.Add(Set(name, time));
        _objects.Add(A.DocumentEntry(Id(name), uniqueId: name));
        _objects.Add(Tie(XdsUrns.Association.HasMember, Id($"set of {name}"), Id(name), "Original"));
        _objects.AddRange(ties.Select(it => Tie(it.Type, Id(name), it.Target, null)));
        return Id(name);
    }

    private static RegistryPackage Set(string name, string time) =>
        A.SubmissionSet(Id($"set of {name}"), $"set of {name}").With(SlotNames.SubmissionTime, time);

    private static RimAssociation Tie(string type, string source, string target, string? status)
    {
        var tie = A.Association(type, source, target, Id($"{type} {source} {target}"));
        return status is null ? tie : tie.With(SlotNames.SubmissionSetStatus, status);
    }

    private string[] Order() =>
        [.. Plan().Sets.Select(set => set.Documents.Single().Id.ToString())];

    private ImportPlan Plan() => new(
        new CurrentObjects(new PatientObjects
        {
            Documents = [.. _objects.OfType<ExtrinsicObject>().Select(it => new DocumentEntry(it))],
            Sets = [.. _objects.OfType<RegistryPackage>().Select(it => new SubmissionSet(it))],
            Folders = [],
            Associations = [.. _objects.OfType<RimAssociation>().Select(it => new Association(it))],
            Problems = [],
        }),
        _ => null);

    private static string Id(string name) => DerivedIds.Registered(name);
}
