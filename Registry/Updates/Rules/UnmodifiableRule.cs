using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>What ITI-92 leaves as it is: who, where and in which state (ITI TF-2 §3.92.4.1.2).</summary>
internal static class UnmodifiableRule
{
    public const string Id = "RMU-unmodifiable";
    public const string PatientIdRule = "RMU-patientId";

    public static void Check(UpdateContext context)
    {
        foreach (var version in context.Operations.Versions)
        {
            if (version.Object is DocumentEntry entry
                && context.Latest(version)?.Object is { Kind: ObjectKind.DocumentEntry } registered)
            {
                CheckPatient(context, entry, registered);
                Check(context, entry, new DocumentEntry((ExtrinsicObject)registered.Fragment.ReadObject()));
            }
        }
    }

    private static void CheckPatient(UpdateContext context, DocumentEntry entry, RegisteredObject registered)
    {
        if (!context.Registration.IsOfPatient(registered))
        {
            context.Refuse(
                RegistryErrorCode.XDSPatientIDReconciliationError, PatientIdRule,
                "the registered entry belongs to another patient", entry, "patientId", entry.PatientId?.ToString(),
                "the patientId as registered");
        }
    }

    private static void Check(UpdateContext context, DocumentEntry entry, DocumentEntry registered)
    {
        Compare("sourcePatientId", entry.SourcePatientId, registered.SourcePatientId);
        Compare("repositoryUniqueId", entry.RepositoryUniqueId, registered.RepositoryUniqueId);
        Compare("documentAvailability", Availability(entry), Availability(registered));
        if (entry.HomeCommunityId is not null)
        {
            Compare("homeCommunityId", entry.HomeCommunityId, registered.HomeCommunityId);
        }

        if (entry.Rim.Status is not null)
        {
            Compare("availabilityStatus", entry.Rim.Status, registered.Rim.Status);
        }

        void Compare(string attribute, string? value, string? before)
        {
            if (value != before)
            {
                context.Refuse(
                    RegistryErrorCode.UnmodifiableMetadataError, Id, "the attribute cannot be changed in this way",
                    entry, attribute, value, before ?? "as registered: none");
            }
        }
    }

    private static string Availability(DocumentEntry entry) =>
        entry.IsOffline ? XdsUrns.DocumentOffline : XdsUrns.DocumentOnline;
}
