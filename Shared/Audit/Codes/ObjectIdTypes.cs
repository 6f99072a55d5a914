using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Codes;

/// <summary>ParticipantObjectIDTypeCode values that we record (RFC 3881, DICOM, IHE ITI TF-2).</summary>
public static class ObjectIdTypes
{
    public static CodedValue PatientNumber { get; } = new("2", CodeSystems.Rfc3881, "Patient Number");

    public static CodedValue ReportNumber { get; } = new("9", CodeSystems.Rfc3881, "Report Number");

    public static CodedValue Uri { get; } = new("12", CodeSystems.Rfc3881, "URI");

    public static CodedValue NodeId { get; } = new("110182", CodeSystems.Dcm, "Node ID");

    public static CodedValue ObjectRef { get; } = new(
        "urn:ihe:iti:2017:ObjectRef", CodeSystems.IheXdsMetadata, "registry object reference");

    public static CodedValue SubmissionSet { get; } = new(
        "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd",
        CodeSystems.IheXdsMetadata,
        "submission set classificationNode");
}
