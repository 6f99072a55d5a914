using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using XdsDmp.Metadata.Model;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>
/// One of the documents with what it will be registered under. The ids are made of the repository's and of the
/// document's name: filling the same installation again means the same documents, and finds them there.
/// </summary>
internal sealed class PlannedDocument
{
    private static readonly Code Ambulatory = new("AMBULATOIRE", "1.2.250.1.213.1.1.4.9", "Ambulatoire");
    private static readonly Code Establishment =
        new("ETABLISSEMENT", "1.2.250.1.213.1.1.4.9", "Etablissement de santé");
    private static readonly Code PatientPractice =
        new("EXP_PATIENT", "1.2.250.1.213.1.1.4.6", "Expression personnelle du patient");

    private readonly string _repositoryUniqueId;

    public PlannedDocument(SandboxDocument document, string repositoryUniqueId, DateTimeOffset installed)
    {
        Document = document;
        _repositoryUniqueId = repositoryUniqueId;
        Patient = SandboxPatients.All.First(patient => patient.Number == document.Patient);
        Time = installed.UtcDateTime.Date.AddDays(-document.Age).AddHours(9);
    }

    public SandboxDocument Document { get; }

    public SandboxPatient Patient { get; }

    /// <summary>Who submits it: the author, or the portal of a patient who is.</summary>
    public SandboxProfessional Author =>
        Document.IsByPatient ? SandboxProfessionals.PortalOf(Patient.Ins) : Document.Author;

    /// <summary>When it was written.</summary>
    public DateTimeOffset Time { get; }

    public string UniqueId => IdOf("document", Document.Key);

    public string EntryUuid => new EntryUuid(UuidOf("entry", Document.Key)).ToString();

    public string SubmissionSetId => IdOf("set", Document.Key);

    public string SignatureId => IdOf("signature", Document.Key);

    public string SetId => IdOf("versions", Document.Replaces ?? Document.Key);

    public int Version => Document.Replaces is null ? 1 : 2;

    public string? ReplacedUniqueId => Document.Replaces is { } key ? IdOf("document", key) : null;

    public string? ReplacedEntryUuid =>
        Document.Replaces is { } key ? new EntryUuid(UuidOf("entry", key)).ToString() : null;

    public Code Practice => Document.IsByPatient ? PatientPractice
        : Author.Structure.Sector == "SA01" ? Establishment
        : Ambulatory;

    public Code Facility => Document.IsByPatient
        ? new Code("EXP_PATIENT", "1.2.250.1.213.1.1.4.6", "Expression personnelle du patient")
        : new Code(Author.Structure.Sector, SandboxStructure.SectorSystem, Author.Structure.SectorName);

    private string IdOf(string kind, string key) => Metadata.Model.Oid.Of(UuidOf(kind, key));

    /// <summary>A UUID of a name (RFC 9562 §5.8).</summary>
    private Guid UuidOf(string kind, string key)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_repositoryUniqueId}/sandbox/{kind}/{key}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
