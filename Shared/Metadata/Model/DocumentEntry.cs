using System.Globalization;
using XdsDmp.Metadata.Ebxml;
using Urns = XdsDmp.Metadata.Ebxml.XdsUrns.DocumentEntry;

namespace XdsDmp.Metadata.Model;

/// <summary>The metadata of one document (ITI TF-3 §4.1.3, §4.2.3.2).</summary>
public sealed record DocumentEntry : MetadataObject
{
    public DocumentEntry(ExtrinsicObject rim)
        : base(rim)
    {
        Rim = rim;
        IsOnDemand = rim.ObjectType == XdsUrns.OnDemandDocumentEntry;
        MimeType = rim.MimeType;
        Title = rim.Name?.Text;
        Comments = rim.Description?.Text;
        UniqueId = rim.ExternalIdentifierValue(Urns.UniqueId);
        PatientId = PatientId.TryParse(rim.ExternalIdentifierValue(Urns.PatientId));
        Authors = AuthorsOf(rim, Urns.Author);
        ClassCode = CodeOf(rim, Urns.ClassCode);
        ConfidentialityCodes = CodesOf(rim, Urns.ConfidentialityCode);
        EventCodes = CodesOf(rim, Urns.EventCodeList);
        FormatCode = CodeOf(rim, Urns.FormatCode);
        HealthcareFacilityTypeCode = CodeOf(rim, Urns.HealthcareFacilityTypeCode);
        PracticeSettingCode = CodeOf(rim, Urns.PracticeSettingCode);
        TypeCode = CodeOf(rim, Urns.TypeCode);
        CreationTime = TimeOf(rim, SlotNames.CreationTime);
        ServiceStartTime = TimeOf(rim, SlotNames.ServiceStartTime);
        ServiceStopTime = TimeOf(rim, SlotNames.ServiceStopTime);
        Hash = rim.SlotValue(SlotNames.Hash);
        Size = long.TryParse(
            rim.SlotValue(SlotNames.Size), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;
        LanguageCode = rim.SlotValue(SlotNames.LanguageCode);
        LegalAuthenticator = rim.SlotValue(SlotNames.LegalAuthenticator);
        ReferenceIds = rim.Slot(SlotNames.ReferenceIdList)?.Values ?? [];
        RepositoryUniqueId = rim.SlotValue(SlotNames.RepositoryUniqueId);
        SourcePatientId = rim.SlotValue(SlotNames.SourcePatientId);
        SourcePatientInfo = rim.Slot(SlotNames.SourcePatientInfo)?.Values ?? [];
        Uri = rim.SlotValue(SlotNames.Uri);
        IsOffline = rim.SlotValue(SlotNames.DocumentAvailability) == XdsUrns.DocumentOffline;
    }

    public override ExtrinsicObject Rim { get; }

    public override string Kind => "DocumentEntry";

    public bool IsOnDemand { get; }

    public string? MimeType { get; }

    public string? Title { get; }

    public string? Comments { get; }

    public string? UniqueId { get; }

    public PatientId? PatientId { get; }

    public Sequence<Author> Authors { get; }

    public Code? ClassCode { get; }

    public Sequence<Code> ConfidentialityCodes { get; }

    public Sequence<Code> EventCodes { get; }

    public Code? FormatCode { get; }

    public Code? HealthcareFacilityTypeCode { get; }

    public Code? PracticeSettingCode { get; }

    public Code? TypeCode { get; }

    public Hl7Time? CreationTime { get; }

    public Hl7Time? ServiceStartTime { get; }

    public Hl7Time? ServiceStopTime { get; }

    /// <summary>SHA-1 in hexadecimal; compare without regard to case.</summary>
    public string? Hash { get; }

    public long? Size { get; }

    public string? LanguageCode { get; }

    public string? LegalAuthenticator { get; }

    /// <summary>In CXi form.</summary>
    public Sequence<string> ReferenceIds { get; }

    public string? RepositoryUniqueId { get; }

    /// <summary>In CX form; not compared with the patientId.</summary>
    public string? SourcePatientId { get; }

    /// <summary>Values <c>PID-n|…</c>.</summary>
    public Sequence<string> SourcePatientInfo { get; }

    public string? Uri { get; }

    /// <summary>documentAvailability says that the document cannot be retrieved at present.</summary>
    public bool IsOffline { get; }
}
