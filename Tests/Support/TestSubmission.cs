using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Tests.Support;

/// <summary>An ITI-41 as a client has it in hand: metadata, and bytes by the id of their entry.</summary>
public sealed record TestSubmission(RegistryObjectList Objects, IReadOnlyDictionary<string, byte[]> Documents)
{
    public string SubmissionSetUniqueId => Objects.Objects.OfType<RegistryPackage>()
        .First(p => p.Id == A.Set).ExternalIdentifierValue(XdsUrns.SubmissionSet.UniqueId)!;

    /// <summary>In the order of the entries.</summary>
    public IReadOnlyList<string> UniqueIds =>
    [
        .. Objects.Objects.OfType<ExtrinsicObject>()
            .Select(e => e.ExternalIdentifierValue(XdsUrns.DocumentEntry.UniqueId)!),
    ];

    public string UniqueId => UniqueIds[0];

    public byte[] Bytes => Documents[A.Document];

    /// <summary>One document, every id new.</summary>
    public static TestSubmission Of(string patient, byte[] bytes, string? uniqueId = null) => new(
        A.Submission(
            A.SubmissionSet(uniqueId: NewOid(), patientId: patient), Entry(A.Document, patient, uniqueId),
            A.Membership()),
        new Dictionary<string, byte[]> { [A.Document] = bytes });

    public static TestSubmission Of(string patient, string text) => Of(patient, Encoding.UTF8.GetBytes(text));

    /// <summary>Several documents, every id new.</summary>
    public static TestSubmission OfMany(string patient, params byte[][] documents)
    {
        var bytes = documents.Select((b, i) => (Id: i == 0 ? A.Document : $"Document{i + 1:00}", Bytes: b)).ToList();
        return new TestSubmission(
            A.Submission(
            [
                A.SubmissionSet(uniqueId: NewOid(), patientId: patient),
                .. bytes.Select(b => Entry(b.Id, patient)),
                .. bytes.Select(b => A.Membership(b.Id)),
            ]),
            bytes.ToDictionary(b => b.Id, b => b.Bytes));
    }

    /// <summary>The first document replaces a registered one.</summary>
    public static TestSubmission Replacing(string entryUuid, string patient, byte[] bytes)
    {
        var submission = Of(patient, bytes);
        return submission with
        {
            Objects = submission.Objects.With(A.Association(XdsUrns.Association.Replace, A.Document, entryUuid)),
        };
    }

    /// <summary>An entry without hash and size, which the repository adds.</summary>
    public static ExtrinsicObject Entry(string id, string patient, string? uniqueId = null) =>
        A.DocumentEntry(id, uniqueId ?? NewOid(), patient).Without(SlotNames.Hash, SlotNames.Size);

    /// <summary>The same with another entry for the first document.</summary>
    public TestSubmission With(Func<ExtrinsicObject, ExtrinsicObject> change) =>
        this with { Objects = Objects.With(A.Document, change) };

    /// <summary>A patient whom no other test knows.</summary>
    public static string NewPatient() => $"{Guid.NewGuid():N}^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO";

    /// <summary>An OID made of a UUID (X.667).</summary>
    public static string NewOid() => $"2.25.{new BigInteger(Guid.NewGuid().ToByteArray(), isUnsigned: true)}";

    /// <summary>Bytes that no text encoding survives.</summary>
    public static byte[] RandomBytes(int count) => RandomNumberGenerator.GetBytes(count);
}
