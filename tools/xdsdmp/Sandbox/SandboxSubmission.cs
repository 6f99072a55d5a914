using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XdsDmp.CommandLine.Documents;
using XdsDmp.CommandLine.Signatures;
using XdsDmp.Metadata.Cda;
using XdsDmp.Metadata.Model;
using XdsDmp.Security.Documents;

namespace XdsDmp.CommandLine.Sandbox;

/// <summary>A document on its way into the DMP: its file, its metadata and the signature of its set (TD2.1).</summary>
internal static class SandboxSubmission
{
    public static readonly Code Visit = new("07", "1.2.250.1.213.2.2", "Consultation externe");
    private static readonly Code Normal = new("N", "2.16.840.1.113883.5.25", "Normal");
    private const string VisibilitySystem = "1.2.250.1.213.1.1.4.13";

    /// <summary>Writes the files, and says what is to be sent.</summary>
    public static SubmissionDraft Prepare(
        PlannedDocument planned, string folder, string sourceId, X509Certificate2 signer)
    {
        var content = SandboxCda.Write(planned);
        var document = DraftOf(planned, FileOf(folder, planned, "cda"), content);
        File.WriteAllBytes(document.File, content);
        var now = TimeProvider.System.GetUtcNow();
        var signature = DocumentSignatureWriter.Write(
            new SignatureOrder([new DocumentToSign(planned.UniqueId, SHA256.HashData(content))], now)
            {
                SubmissionSetId = planned.SubmissionSetId,
                Style = SignatureStyle.Dmp,
            },
            signer);
        var file = FileOf(folder, planned, "signature");
        File.WriteAllBytes(file, signature);
        return new SubmissionDraft
        {
            Patient = planned.Patient.Ins,
            UniqueId = planned.SubmissionSetId,
            SourceId = sourceId,
            Time = Hl7Time.Of(now),
            ContentType = Visit,
            Replaced = planned.ReplacedEntryUuid,
            IsSigned = true,
            Documents =
            [
                document,
                SignatureMetadata.DraftOf(
                    document, file, signature, planned.SignatureId, SignaturePurpose.Source,
                    SignatureStyle.Dmp, Hl7Time.Of(now)),
            ],
        };
    }

    public static Code Visibility(string code) => new(code, VisibilitySystem, code switch
    {
        "MASQUE_PS" => "Masqué aux professionnels de santé",
        "INVISIBLE_PATIENT" => "Non visible par le patient",
        _ => "Non visible par les représentants légaux du patient",
    });

    public static DocumentDraft DraftOf(PlannedDocument planned, string file, byte[] content) => new()
    {
        File = file,
        EntryUuid = planned.EntryUuid,
        UniqueId = planned.UniqueId,
        MimeType = "text/xml",
        Size = content.Length,
        Hash = DocumentFiles.Sha1(content),
        Title = planned.Document.Title,
        Language = "fr-FR",
        CreationTime = Hl7Time.Of(planned.Time),
        ServiceStart = Hl7Time.Of(planned.Time),
        Class = planned.Document.Kind.Class,
        Type = planned.Document.Kind.Type,
        Format = planned.Document.Kind.Format,
        Facility = planned.Facility,
        Practice = planned.Practice,
        Confidentiality = [Normal, .. planned.Document.Visibility.Select(Visibility)],
        Authors =
        [
            planned.Document.IsByPatient
                ? new CdaAuthor(PatientXcn(planned.Patient), null, null, null)
                : new CdaAuthor(planned.Author.Xcn, planned.Author.Structure.Xon, null, planned.Author.SpecialityText),
        ],
        LegalAuthenticator = planned.Document.IsByPatient ? PatientXcn(planned.Patient) : planned.Author.Xcn,
        SourcePatient = planned.Patient.Ins,
        SourcePatientInfo =
        [
            $"PID-5|{planned.Patient.BirthName}^{planned.Patient.FirstNames}^^^^^L",
            $"PID-7|{planned.Patient.BirthDate}",
            $"PID-8|{planned.Patient.Gender}",
        ],
    };

    /// <summary>Author and legal authenticator of what patients deposit (assigning type NH).</summary>
    private static string PatientXcn(SandboxPatient patient) =>
        $"{patient.Ins.Extension}^{patient.BirthName}^{patient.FirstNames}^^^^^^&{patient.Ins.Authority}&ISO^D^^^NH";

    private static string FileOf(string folder, PlannedDocument planned, string kind) =>
        Path.Combine(folder, $"{planned.Document.Key}.{kind}.xml");
}
