using System.Globalization;
using XdsDmp.Hosting;
using XdsDmp.Hosting.Configuration;
using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Queries;
using XdsDmp.Tests.Support;
using Types = XdsDmp.Metadata.Ebxml.XdsUrns.Association;

namespace XdsDmp.Tests.Unit.Registry;

/// <summary>
/// A registry of its own, and valid submissions about one patient of which a test alters one thing. Entries and folders
/// bear UUIDs from the start, so that a later submission can refer to them.
/// </summary>
internal sealed class Example(Profile profile = Profile.Ihe) : IDisposable
{
    public const string OtherPatient = "4712^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO";

    public TestRegistry Registry { get; } = new(profile: profile);

    public static string NewUuid() => $"urn:uuid:{Guid.NewGuid()}";

    public void Dispose() => Registry.Dispose();

    /// <summary>A registered, Approved document; its entryUUID.</summary>
    public string Document(string patient = A.PatientId, Func<ExtrinsicObject, ExtrinsicObject>? change = null)
    {
        var entry = NewEntry(patient);
        Accept(SubmissionOf(change?.Invoke(entry) ?? entry, patient));
        return entry.Id!;
    }

    /// <summary>A registered On-Demand document; its entryUUID.</summary>
    public string OnDemandDocument(string patient = A.PatientId)
    {
        var entry = A.OnDemandEntry(NewUuid())
            .WithIdentifier(XdsUrns.DocumentEntry.UniqueId, i => i with { Value = TestSubmission.NewOid() })
            .WithIdentifier(XdsUrns.DocumentEntry.PatientId, i => i with { Value = patient });
        Accept(SubmissionOf(entry, patient), TransactionId.Iti61);
        return entry.Id!;
    }

    /// <summary>A registered document and the one that replaced it.</summary>
    public (string Replaced, string Replacement) Replaced()
    {
        var replaced = Document();
        return (replaced, Related(Types.Replace, replaced));
    }

    /// <summary>Registers a document with a relationship to a registered one; its entryUUID.</summary>
    public string Related(string type, string target)
    {
        var entry = NewEntry();
        Accept(SubmissionOf(entry).With(A.Association(type, entry.Id!, target)));
        return entry.Id!;
    }

    /// <summary>A registered folder with a document in it.</summary>
    public (string Folder, string Document) Folder()
    {
        var entry = NewEntry();
        var folder = A.Folder(NewUuid(), TestSubmission.NewOid());
        Accept(InFolder(SubmissionOf(entry), folder, entry.Id!));
        return (folder.Id!, entry.Id!);
    }

    /// <summary>The submission with a new folder that holds the document.</summary>
    public static RegistryObjectList InFolder(RegistryObjectList submission, RegistryPackage folder, string document) =>
        submission.With(folder)
            .With(A.Association(Types.HasMember, A.Set, folder.Id!))
            .With(A.Association(Types.HasMember, folder.Id!, document, id: "InFolder01"))
            .With(A.Association(Types.HasMember, A.Set, "InFolder01"));

    /// <summary>A valid entry that nothing else is registered under.</summary>
    public static ExtrinsicObject NewEntry(string patient = A.PatientId) =>
        A.DocumentEntry(NewUuid(), TestSubmission.NewOid(), patient);

    public static RegistryPackage NewSet(string patient = A.PatientId) =>
        A.SubmissionSet(uniqueId: TestSubmission.NewOid(), patientId: patient);

    public static RegistryObjectList SubmissionOf(ExtrinsicObject entry, string patient = A.PatientId) =>
        A.Submission(NewSet(patient), entry, A.Membership(entry.Id!));

    /// <summary>A submission that says something of registered objects only.</summary>
    public static RegistryObjectList Statement(params RimAssociation[] associations) =>
        A.Submission([NewSet(), .. associations]);

    /// <summary>A valid ITI-57: a new version of a registered entry.</summary>
    public RegistryObjectList NewVersion(
        string logicalId, int previous = 1, Func<ExtrinsicObject, ExtrinsicObject>? change = null)
    {
        var entry = (ExtrinsicObject)Get(logicalId) with { Id = NewUuid(), Lid = logicalId, Status = null };
        entry = Owned(entry with { Description = InternationalString.Of("Corrected") });
        entry = change?.Invoke(entry) ?? entry;
        return A.Submission(
            NewSet(), entry,
            A.Membership(entry.Id!).With(
                SlotNames.PreviousVersion, previous.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A valid ITI-57: a new version of a registered folder.</summary>
    public RegistryObjectList NewFolderVersion(
        string logicalId, int previous = 1, Func<RegistryPackage, RegistryPackage>? change = null)
    {
        var folder = (RegistryPackage)Get(logicalId) with { Id = NewUuid(), Lid = logicalId, Status = null };
        folder = Owned(folder with { Name = InternationalString.Of("Renamed") });
        folder = change?.Invoke(folder) ?? folder;
        return A.Submission(
            NewSet(), folder,
            A.Association(Types.HasMember, A.Set, folder.Id!, "Member-of-set").With(
                SlotNames.PreviousVersion, previous.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A valid ITI-57: another availabilityStatus.</summary>
    public static RegistryObjectList NewStatus(
        string target, string from = XdsUrns.StatusApproved, string to = XdsUrns.StatusDeprecated) =>
        Statement(A.Association(Types.UpdateAvailabilityStatus, A.Set, target)
            .With(SlotNames.OriginalStatus, from).With(SlotNames.NewStatus, to));

    /// <summary>A valid ITI-57: an association between registered objects.</summary>
    public static RegistryObjectList Submitting(string type, string source, string target, string id = "Submitted01") =>
        Statement(
            A.Association(Types.SubmitAssociation, A.Set, id), A.Association(type, source, target, id));

    /// <summary>Succeeds, or the test fails with the reason.</summary>
    public void Accept(RegistryObjectList objects, TransactionId? id = null)
    {
        var response = Registry.Submit(id ?? TransactionId.Iti42, objects);
        Assert.AreEqual(
            ResponseStatus.Success, response.Status, string.Join('\n', response.Errors.Select(e => e.Context)));
        Assert.IsEmpty(response.Errors);
    }

    /// <summary>Is refused under this code and rule, and under no other; nothing of it is registered.</summary>
    public void Refuse(
        RegistryErrorCode code, string rule, RegistryObjectList objects, TransactionId? id = null)
    {
        var before = Registry.CountObjects();
        Refused(code, rule, Registry.Submit(id ?? TransactionId.Iti42, objects));
        Assert.AreEqual(before, Registry.CountObjects());
    }

    public static void Refused(RegistryErrorCode code, string rule, RegistryResponse response)
    {
        Assert.AreEqual(ResponseStatus.Failure, response.Status);
        foreach (var error in response.Errors)
        {
            Assert.IsTrue(error.Is(code), $"{error.Code}: {error.Context}");
            StringAssert.Contains(error.Context, $"[rule {rule};");
        }
    }

    /// <summary>The registered object of that entryUUID.</summary>
    public RegistryObject Get(string entryUuid) => TryGet(entryUuid)
        ?? throw new AssertFailedException($"{entryUuid} is not registered");

    public RegistryObject? TryGet(string entryUuid) => Registry.Stored(entryUuid);

    /// <summary>Associations that start or end at an object.</summary>
    public IReadOnlyList<RimAssociation> AssociationsOf(string entryUuid) =>
    [
        .. Registry.Find(
            StoredQueryDefinitions.GetAssociations, new QuerySlot(ParameterNames.Uuid, QueryValue.Texts(entryUuid)))
            .Cast<RimAssociation>(),
    ];

    /// <summary>Folder memberships of documents only.</summary>
    public IReadOnlyList<string> MembersOf(string folder) =>
    [
        .. AssociationsOf(folder).Where(a => a.SourceObject == folder).Select(a => a.TargetObject!),
    ];

    private static T Owned<T>(T it)
        where T : RegistryObject =>
        (T)((RegistryObject)it with
        {
            Classifications = it.Classifications.Map(c => c with { Id = NewUuid(), ClassifiedObject = it.Id }),
            ExternalIdentifiers = it.ExternalIdentifiers.Map(i => i with { Id = NewUuid(), RegistryObject = it.Id }),
        });
}
