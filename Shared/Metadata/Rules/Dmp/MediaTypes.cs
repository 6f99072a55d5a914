using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>Documents of the DMP are CDA; those that list images are DICOM.</summary>
internal static class MediaTypes
{
    public const string Cda = "text/xml";
    public const string Dicom = "application/dicom";

    private static readonly Wording Accepted = new($"{Cda} or {Dicom}", $"{Cda} ou {Dicom}");

    public static DmpRule Rule { get; } = new(
        "DMP-mimeType", "the media type is text/xml, for DICOM objects application/dicom",
        "CI-SIS, volet Partage de documents de santé, mimeType", Check);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        foreach (var entry in context.Submission.DocumentEntries.Where(e => e.MimeType is not (Cda or Dicom)))
        {
            context.Report(
                rule, new Wording("the DMP keeps no such documents", "le DMP ne conserve pas de tels documents"), entry,
                "mimeType", entry.MimeType, Accepted);
        }
    }
}
