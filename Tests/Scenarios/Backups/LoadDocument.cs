using XdsDmp.Metadata.Ebxml;
using XdsDmp.Tests.Support;

namespace XdsDmp.Tests.Scenarios.Backups;

/// <summary>A document of the load, and what was done to it. A time of null: it was not.</summary>
internal sealed class LoadDocument
{
    private readonly string _set = Uuid();
    private readonly string _membership = Uuid();

    public LoadDocument(string patient, byte[] bytes)
    {
        Entry = Uuid();
        Patient = patient;
        Submission = new TestSubmission(
            A.Submission(
                A.SubmissionSet(_set, SubmissionSetUniqueId, patient), TestSubmission.Entry(Entry, patient),
                A.Association(XdsUrns.Association.HasMember, _set, Entry, _membership)
                    .With(SlotNames.SubmissionSetStatus, "Original")),
            new Dictionary<string, byte[]> { [Entry] = bytes });
    }

    public string Patient { get; }

    public string Entry { get; }

    public TestSubmission Submission { get; }

    public string SubmissionSetUniqueId { get; } = TestSubmission.NewOid();

    public string UniqueId => Submission.UniqueIds[0];

    public byte[] Bytes => Submission.Documents[Entry];

    /// <summary>All that ITI-62 has to name.</summary>
    public string[] Objects => [_set, Entry, _membership];

    /// <summary>Success was answered.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Before the request left.</summary>
    public DateTimeOffset? RemovalBegunAt { get; set; }

    public bool IsUpdated { get; set; }

    /// <summary>It must be in a backup that began then.</summary>
    public bool IsThereAt(DateTimeOffset time) => ConfirmedAt < time && !(RemovalBegunAt < time.AddMinutes(10));

    private static string Uuid() => $"urn:uuid:{Guid.NewGuid()}";
}
