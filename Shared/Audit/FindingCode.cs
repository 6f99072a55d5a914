namespace XdsDmp.Audit;

/// <summary>What can be wrong with a syslog message or an audit message; stored and counted for each sender.</summary>
public enum FindingCode
{
    // Syslog header (RFC 5424)
    HeaderMissing,
    HeaderLegacy,
    HeaderTruncated,
    PriorityInvalid,
    FacilityUnexpected,
    VersionUnknown,
    TimestampInvalid,
    FieldTooLong,
    FieldCharacters,
    FieldContainsBlank,
    MessageIdUnexpected,
    StructuredDataInvalid,
    ByteOrderMark,

    // Encoding and XML
    SurroundingBytes,
    EncodingMismatch,
    NotUtf8,
    XmlTruncated,
    XmlMalformed,
    NotAnAuditMessage,
    NamespaceUsed,
    TooMuchContent,

    // JSON (FHIR AuditEvent)
    JsonTruncated,
    JsonMalformed,

    // Audit message (DICOM PS3.15 A.5)
    ElementMissing,
    ElementRepeated,
    AttributeMissing,
    ValueInvalid,
    CodeAttributeLegacy,
    CodeIncomplete,
    SourceTypeLegacy,
    TimeZoneMissing,
    TimeInvalid,
    DoubleEscaped,
    NotBase64,
    NameAsAttribute,
}
