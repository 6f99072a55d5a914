using System.Data.Common;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Ebxml.Messages;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Queries;
using XdsDmp.Registry.Dmp.State;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Security.Assertions;
using XdsDmp.Sql;
using XdsDmp.Tests.Support;
using XdsDmp.Tests.Unit.Registry.Dmp.Hiding;
using static XdsDmp.Metadata.Queries.ParameterNames;

namespace XdsDmp.Tests.Unit.Registry.Dmp;

/// <summary>ITI-18, 42 and 57 of users under the profile Dmp: what each of them may add, change and see.</summary>
[TestClass]
public sealed class RightsOverMessagesTests : IDisposable
{
    private const string Denied = "DMPAccessDeniedByRightsService";
    private const string Success = "ResponseStatusType:Success";
    private const string Archived = "urn:asip:ci-sis:2010:StatusType:Archived";
    private const string Deleted = "urn:asip:ci-sis:2010:StatusType:Deleted";
    private static readonly PatientId InsC = new("1197854176879056415520", "1.2.250.1.213.1.4.2");
    private readonly TestDmp _dmp = new(new DmpOptions { Portals = ["IGC-Santé"] });

    public RightsOverMessagesTests() => Write((session, actor) =>
    {
        var dmp = DmpStore.Create(
            session, TestDmp.Ins, new Demographics { BirthName = "TEST", FirstNames = "PATIENT" }, new DmpChoices(),
            new Consent("20260101"), actor, _dmp.Clock.Now);
        AuthorisationStore.Grant(
            session, dmp.Key, new Professional(HiddenBy.ViewerId, "TEST VIEWER"), _dmp.Clock.Now.AddYears(1), actor,
            _dmp.Clock.Now);
    });

    public void Dispose() => _dmp.Dispose();

    [TestMethod]
    public void WhoAddsIsTheAuthorOrOfHisStructure()
    {
        StringAssert.Contains(Add("mine", author: HiddenBy.ViewerId), Success);
        StringAssert.Contains(Add("another's"), "DMP-author");
    }

    [TestMethod]
    public void AProfessionAddsWhatItWrites()
    {
        _dmp.User = _dmp.User with
        {
            Profession = new AssertedCode("70", "1.2.250.1.71.1.2.7"),
            Speciality = null,
        };
        StringAssert.Contains(Add("report", ("10", "11506-3"), HiddenBy.ViewerId), Success);
        StringAssert.Contains(Add("imaging", ("31", "18748-4"), HiddenBy.ViewerId), "DMP-habilitation");
    }

    [TestMethod]
    public void NothingIsAddedForSomebodyWithoutADmp()
    {
        _dmp.User = _dmp.User with { Patient = InsC };
        StringAssert.Contains(
            Send(TransactionId.Iti42, ToPatient(Documents.New("none", HiddenBy.Plain, [], HiddenBy.ViewerId), InsC)),
            "XDSUnknownPatientId");
    }

    [TestMethod]
    public void WhatIsAddedInASecretConnectionIsHiddenFromRepresentatives()
    {
        _dmp.User = _dmp.User with { IsSecret = true };
        StringAssert.Contains(Add("secret", author: HiddenBy.ViewerId), Success);
        StringAssert.Contains(Find("secret"), "INVISIBLE_REPRESENTANTS_LEGAUX");
    }

    /// <summary>The patient has masked the first version; nobody unmasks the document by sending a second.</summary>
    [TestMethod]
    public void TheNewVersionOfAMaskedDocumentIsMasked()
    {
        Add("first", author: HiddenBy.ViewerId);
        StringAssert.Contains(Mask("first", HiddenBy.ViewerId), Success);
        StringAssert.Contains(
            Send(TransactionId.Iti42, Documents.New(
                "second", HiddenBy.Plain, [], HiddenBy.ViewerId, replaces: "mask-first")),
            Success);
        StringAssert.Contains(Find("second"), "MASQUE_PS");
    }

    [TestMethod]
    public void AnOtherProfessionalMasksButDoesNotUnmask()
    {
        AddByAnother("theirs");
        StringAssert.Contains(Mask("theirs"), Success);
        Assert.IsFalse(Find("theirs").Contains("ExtrinsicObject", StringComparison.Ordinal), "masked for himself too");
        StringAssert.Contains(
            Send(TransactionId.Iti57, Documents.NewVersion("unmask", "theirs", HiddenBy.Plain, [], previous: 2)),
            "MU-logicalId", "it looks absent");
    }

    [TestMethod]
    public void TheMedecinTraitantUnmasks()
    {
        AddByAnother("theirs");
        Mask("theirs");
        BecomeAttendingPhysician();
        StringAssert.Contains(Find("theirs"), "MASQUE_PS");
        StringAssert.Contains(
            Send(TransactionId.Iti57, Documents.NewVersion("unmask", "theirs", HiddenBy.Plain, [], previous: 2)),
            Success);
        Assert.IsFalse(Find("theirs").Contains("MASQUE_PS", StringComparison.Ordinal));
    }

    [TestMethod]
    public void OnlyTheAuthorDeletesAndTheMedecinTraitantArchives()
    {
        AddByAnother("theirs");
        StringAssert.Contains(Status("a", "theirs", XdsUrns.StatusApproved, Deleted), "DMP-documentRight");
        StringAssert.Contains(Status("b", "theirs", XdsUrns.StatusApproved, Archived), "DMP-documentRight");
        BecomeAttendingPhysician();
        StringAssert.Contains(Status("c", "theirs", XdsUrns.StatusApproved, Deleted), "DMP-documentRight");
        StringAssert.Contains(Status("d", "theirs", XdsUrns.StatusApproved, Archived), Success);
        Add("mine", author: HiddenBy.ViewerId);
        StringAssert.Contains(Status("e", "mine", XdsUrns.StatusApproved, Deleted), Success);
    }

    [TestMethod]
    public void AnUpdateThatDoesSomethingElseWithTheCodesIsRefused()
    {
        Add("mine", author: HiddenBy.ViewerId);
        StringAssert.Contains(
            Send(TransactionId.Iti57, Documents.NewVersion(
                "hide", "mine", HiddenBy.Plain, ["INVISIBLE_PATIENT"], previous: 1, HiddenBy.ViewerId)),
            "DMP-visibility");
        StringAssert.Contains(
            Send(TransactionId.Iti57, Documents.NewVersion(
                "same", "mine", HiddenBy.Plain, [], previous: 1, HiddenBy.ViewerId)),
            "DMP-visibility");
    }

    [TestMethod]
    public void WhatIsNoFunctionOfTheDmpIsForSystemsWithoutAUser()
    {
        var removal = TestClient.Written(xml => RemoveObjectsRequestWriter.Write(xml, [Documents.Uuid("any")]));
        StringAssert.Contains(_dmp.Answer(TransactionId.Iti62, removal), Denied);
        _dmp.IsWithoutUser = true;
        StringAssert.Contains(_dmp.Answer(TransactionId.Iti62, removal), "UnresolvedReferenceException");
    }

    /// <summary>"results that carry another id of the same person": nothing is lost when the INS changes.</summary>
    [TestMethod]
    public void AllIdentifiersOfAPersonFindAllDocuments()
    {
        Add("under the first", author: HiddenBy.ViewerId);
        Write((session, actor) => Assert.IsTrue(DmpStore.Join(
            session, DmpStore.Find(session, TestDmp.Ins)!, InsC, actor, _dmp.Clock.Now)));
        StringAssert.Contains(
            Send(TransactionId.Iti42, ToPatient(
                Documents.New("under the second", HiddenBy.Plain, [], HiddenBy.ViewerId), InsC)),
            Success);
        foreach (var ins in new[] { TestDmp.Ins, InsC })
        {
            var found = All(ins);
            StringAssert.Contains(found, Documents.Oid("under the first"));
            StringAssert.Contains(found, Documents.Oid("under the second"));
            StringAssert.Contains(found, $"{TestDmp.Ins.Extension}^^^&amp;");
            StringAssert.Contains(found, $"{InsC.Extension}^^^&amp;");
        }
    }

    [TestMethod]
    public void AMergeTakesTheDmpAlong()
    {
        Add("before", author: HiddenBy.ViewerId);
        var after = new PatientId("277076322082910", TestDmp.Ins.Authority);
        Write((session, _) =>
        {
            var (from, to) = (PatientStore.Find(session, TestDmp.Ins)!.Value.Key, PatientStore.Add(session, after));
            DmpMerge.Follow(session, from, to, _dmp.Clock.Now);
            PatientStore.Merge(session, from, to, _dmp.Clock.Now);
        });
        _dmp.User = _dmp.User with { Patient = after };
        StringAssert.Contains(All(after), Documents.Oid("before"));
    }

    /// <summary>Where there are two DMPs the surviving one stays, and what the patient refused in either.</summary>
    [TestMethod]
    public void AMergeOfTwoDmpsKeepsWhatThePatientRefused()
    {
        var after = new PatientId("277076322082910", TestDmp.Ins.Authority);
        Write((session, actor) =>
        {
            var old = DmpStore.Find(session, TestDmp.Ins)!;
            AuthorisationStore.Block(session, old.Key, new Professional("1", "BLOCKED"), actor, _dmp.Clock.Now);
            DmpStore.SetChoices(session, old, new DmpChoices { OpposesBreakGlass = true }, actor, _dmp.Clock.Now);
            DmpStore.Create(
                session, after, new Demographics { BirthName = "TEST", FirstNames = "PATIENT" }, new DmpChoices(),
                new Consent("20260101"), actor, _dmp.Clock.Now);
            var (from, to) = (
                PatientStore.Find(session, TestDmp.Ins)!.Value.Key, PatientStore.Find(session, after)!.Value.Key);
            DmpMerge.Follow(session, from, to, _dmp.Clock.Now);
            PatientStore.Merge(session, from, to, _dmp.Clock.Now);
        });
        var kept = _dmp.Dmp(after)!;
        Assert.IsTrue(kept.Choices.OpposesBreakGlass);
        Assert.IsTrue(_dmp.Read(session => AuthorisationStore.Find(session, kept.Key, "1"))!.IsBlock);
        Assert.AreEqual(kept.Key, _dmp.Dmp()!.Key);
    }

    [TestMethod]
    public void ThePatientArchivesWhatHeHasWrittenByAPortal()
    {
        _dmp.User = _dmp.User with
        {
            UserId = TestDmp.Ins.Extension,
            Profession = new AssertedCode("EXP_PATIENT", "1.2.250.1.213.1.1.4.6"),
            Speciality = null,
        };
        StringAssert.Contains(Add("own", ("90", "EXPPAT_2"), TestDmp.Ins.Extension), Success);
        StringAssert.Contains(Find("own"), "EXPPAT_2");
        using var elsewhere = new TestDmp { User = _dmp.User };
        StringAssert.Contains(
            elsewhere.Answer(TransactionId.Iti18, Query(
                StoredQueryDefinitions.GetDocuments, new QuerySlot(
                    DocumentEntryEntryUuid, QueryValue.Texts(Documents.Uuid("own"))))),
            Denied, "this portal is none there");
    }

    [TestMethod]
    public void TheHistoryCannotBeChanged() => Write((session, _) => Assert.Throws<DbException>(
        () => session.Execute("UPDATE dmp_event SET kind = 'Closed'")));

    private string Add(string name, (string Class, string Type)? kind = null, string? author = null) =>
        Send(TransactionId.Iti42, Documents.New(name, kind ?? HiddenBy.Plain, [], author));

    private void AddByAnother(string name)
    {
        _dmp.IsWithoutUser = true;
        StringAssert.Contains(Add(name), Success);
        _dmp.IsWithoutUser = false;
    }

    private string Mask(string name, string? author = null) => Send(TransactionId.Iti57, Documents.NewVersion(
        $"mask-{name}", name, HiddenBy.Plain, ["MASQUE_PS"], previous: 1, author));

    private string Status(string step, string name, string from, string to) =>
        Send(TransactionId.Iti57, Documents.NewStatus(step, name, from, to));

    private void BecomeAttendingPhysician() => Write((session, actor) => AuthorisationStore.SetAttendingPhysician(
        session, _dmp.Dmp()!.Key, HiddenBy.ViewerId, isOne: true, actor, _dmp.Clock.Now));

    private string Find(string name) => _dmp.Answer(TransactionId.Iti18, Query(
        StoredQueryDefinitions.GetDocuments,
        new QuerySlot(DocumentEntryUniqueId, QueryValue.Texts(Documents.Oid(name)))));

    private string All(PatientId patient) => _dmp.Answer(TransactionId.Iti18, Query(
        StoredQueryDefinitions.FindDocuments,
        new QuerySlot(DocumentEntryPatientId, QueryValue.Text(patient.ToString())),
        new QuerySlot(DocumentEntryStatus, QueryValue.Texts(XdsUrns.StatusApproved))));

    private static ReadOnlyMemory<byte> Query(StoredQueryDefinition definition, params QuerySlot[] slots) =>
        TestClient.Written(xml => AdhocQueryRequestWriter.Write(
            xml, new StoredQueryRequest(definition.Id, QueryReturnType.LeafClass, slots)));

    private string Send(TransactionId id, RegistryObjectList objects) =>
        _dmp.Answer(id, TestClient.Written(xml => SubmitObjectsRequestWriter.Write(xml, objects)));

    private static RegistryObjectList ToPatient(RegistryObjectList objects, PatientId patient) => new(
        objects.Objects.Map(o => o is RegistryObject it
            ? it with
            {
                ExternalIdentifiers = it.ExternalIdentifiers.Map(
                    i => i.Value == TestDmp.Ins.ToString() ? i with { Value = patient.ToString() } : i),
            }
            : o));

    private void Write(Action<WriteSession, Actor> write) =>
        _dmp.WriteAsync(session => write(session, Actor.Administrator("test"))).GetAwaiter().GetResult();
}
