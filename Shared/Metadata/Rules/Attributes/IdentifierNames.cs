using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>External identifiers of the profile carry the profile's name.</summary>
internal static class IdentifierNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [XdsUrns.DocumentEntry.PatientId] = "XDSDocumentEntry.patientId",
        [XdsUrns.DocumentEntry.UniqueId] = "XDSDocumentEntry.uniqueId",
        [XdsUrns.SubmissionSet.PatientId] = "XDSSubmissionSet.patientId",
        [XdsUrns.SubmissionSet.SourceId] = "XDSSubmissionSet.sourceId",
        [XdsUrns.SubmissionSet.UniqueId] = "XDSSubmissionSet.uniqueId",
        [XdsUrns.Folder.PatientId] = "XDSFolder.patientId",
        [XdsUrns.Folder.UniqueId] = "XDSFolder.uniqueId",
    };

    public static SubmissionRule Rule { get; } = new(
        "EXTID-name", "an ExternalIdentifier has the Name that belongs to its scheme", "ITI TF-3 §4.2.3.1", Check);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var it in context.Objects)
        {
            foreach (var identifier in it.Rim.ExternalIdentifiers)
            {
                Check(context, rule, it, identifier);
            }
        }
    }

    private static void Check(
        RuleContext context, RuleDescription rule, MetadataObject it, ExternalIdentifier identifier)
    {
        if (identifier.IdentificationScheme is { } scheme
            && Names.TryGetValue(scheme, out var name)
            && identifier.Name?.Text != name)
        {
            context.Report(
                rule, "a wrong or missing Name of an ExternalIdentifier", it, scheme, identifier.Name?.Text, name);
        }
    }
}
