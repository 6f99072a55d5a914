using XdsDmp.Audit.Messages;

namespace XdsDmp.Audit.Summaries;

/// <summary>
/// The identifiers in ParticipantObjectDescription (DICOM studies). Instances are left out: a study has thousands, and
/// who looks for one finds its study.
/// </summary>
internal static class ObjectDescription
{
    /// <summary>
    /// Newer messages have the children in a ParticipantObjectDescription, some older ones directly in the object.
    /// </summary>
    public static IEnumerable<ObjectDetail> Identifiers(AuditElement element) =>
        element.All("ParticipantObjectDescription").Append(element).SelectMany(InDescription);

    private static IEnumerable<ObjectDetail> InDescription(AuditElement description) =>
        description.Children.SelectMany(Identifier);

    private static IEnumerable<ObjectDetail> Identifier(AuditElement child) => child.Name switch
    {
        "MPPS" or "SOPClass" or "StudyIDs" => Of(child, "UID"),
        "Accession" => Of(child, "Number"),
        "ParticipantObjectContainsStudy" => child.All("StudyIDs").SelectMany(study => Of(study, "UID")),
        _ => [],
    };

    private static IEnumerable<ObjectDetail> Of(AuditElement element, string attribute)
    {
        if (element.Attribute(attribute) is { Length: > 0 } value)
        {
            yield return new ObjectDetail(element.Name, value);
        }
    }
}
