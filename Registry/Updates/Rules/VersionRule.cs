using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>
/// A new version follows the latest one of an object of its kind, with the same uniqueId; who has seen an older one
/// learns so (ITI TF-2 §3.57.4.1.3.1, §3.57.4.1.3.3).
/// </summary>
internal static class VersionRule
{
    public const string LogicalIdRule = "MU-logicalId";
    public const string CurrentVersionRule = "MU-currentVersion";
    public const string ApprovedRule = "MU-approved";
    public const string UniqueIdRule = "MU-uniqueId";
    public const string ObjectTypeRule = "MU-objectType";

    public static void Check(UpdateContext context)
    {
        foreach (var version in context.Operations.Versions)
        {
            var it = version.Object;
            if (it.LogicalId.Uuid is null || it.LogicalId == it.Id)
            {
                context.Refuse(
                    context.Settings.InitialVersion, LogicalIdRule, "this transaction does not register what is new",
                    it, "lid", it.Rim.Lid, "the logical id of a registered object, which is not the new version's id");
            }
            else if (context.Latest(version) is { } latest)
            {
                CheckFollows(context, version, latest);
            }
            else
            {
                context.Refuse(
                    it is DocumentEntry ? RegistryErrorCode.XDSMetadataVersionError
                        : RegistryErrorCode.XDSMetadataUpdateError,
                    LogicalIdRule, "no object with this logical id is registered", it, "lid", it.Rim.Lid,
                    $"the logical id of a {it.Kind}");
            }
        }
    }

    private static void CheckFollows(UpdateContext context, NewVersion version, ObjectVersion latest)
    {
        var it = version.Object;
        if (latest.Object.Kind != KindOf(it))
        {
            context.Refuse(
                context.Settings.WrongKind, ObjectTypeRule, $"the registered object is a {latest.Object.Kind}", it,
                "lid", it.Rim.Lid, $"the logical id of a {it.Kind}");
            return;
        }

        if (version.PreviousVersion is { } previous && previous != latest.Number)
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataVersionError, CurrentVersionRule, "the object has changed meanwhile",
                version.Membership, SlotNames.PreviousVersion, $"{previous}", $"{latest.Number}");
        }

        if (!context.Settings.CanFollow(latest.Object.Status))
        {
            context.Refuse(
                RegistryErrorCode.XDSMetadataUpdateError, ApprovedRule,
                $"the latest version is {latest.Object.Status}", it, "lid", it.Rim.Lid, "an Approved object");
        }

        if (version.UniqueId != latest.UniqueId)
        {
            context.Refuse(
                context.Settings.WrongIdentifier, UniqueIdRule, "the uniqueId is another than the registered one", it,
                "uniqueId", version.UniqueId, latest.UniqueId ?? "");
        }

        if (it is DocumentEntry entry
            && entry.IsOnDemand != RegistryObjectStore.IsOnDemand(context.Session, latest.Object.Key))
        {
            context.Refuse(
                context.Settings.WrongObjectType, ObjectTypeRule, "the objectType is another than the registered one",
                it, "objectType", it.Rim.ObjectType,
                entry.IsOnDemand ? XdsUrns.StableDocumentEntry : XdsUrns.OnDemandDocumentEntry);
        }
    }

    private static ObjectKind KindOf(MetadataObject it) =>
        it is DocumentEntry ? ObjectKind.DocumentEntry : ObjectKind.Folder;
}
