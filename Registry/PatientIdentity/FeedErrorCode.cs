namespace XdsDmp.Registry.PatientIdentity;

/// <summary>
/// Why a message of a patient identity feed was not carried out: HL7 table 0357, message error condition codes. The
/// numbers are those on the wire; HL7 V3 has the same under names of its own.
/// </summary>
internal enum FeedErrorCode
{
    SegmentSequenceError = 100,
    RequiredFieldMissing = 101,
    DataTypeError = 102,
    UnsupportedMessageType = 200,
    UnsupportedEventCode = 201,
    UnsupportedProcessingId = 202,
    UnsupportedVersionId = 203,
    UnknownKeyIdentifier = 204,
    ApplicationInternalError = 207,
}
