using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Submissions.Rules;

/// <summary>
/// A SubmissionSet's or Folder's uniqueId is new to the registry; a DocumentEntry's may come again for the very same
/// bytes (ITI TF-2 §3.42.4.1.3.3, TF-3 §4.2.3.2.26).
/// </summary>
internal static class UniqueIdRule
{
    public const string NewIdRule = "REG-uniqueId";
    public const string SameContentRule = "REG-sameContent";
    public const string OnDemandRule = "REG-onDemandUniqueId";
    private const string Source = "ITI TF-2 §3.42.4.1.3.3";

    public static void Check(RegistrationContext context)
    {
        CheckIsNew(context, context.Submission.SubmissionSet, context.Submission.SubmissionSet.UniqueId!);
        foreach (var folder in context.Submission.Folders)
        {
            CheckIsNew(context, folder, folder.UniqueId!);
        }

        foreach (var entry in context.Submission.DocumentEntries)
        {
            if (entry.IsOnDemand)
            {
                CheckIsNotStable(context, entry);
            }
            else
            {
                CheckContent(context, entry);
            }
        }
    }

    /// <summary>Many On-Demand entries may share a uniqueId, but not with a document (ITI TF-2 §3.61.4.1.3).</summary>
    private static void CheckIsNotStable(RegistrationContext context, DocumentEntry entry)
    {
        if (RegistryObjectStore.HasEntry(context.Session, entry.UniqueId!, isOnDemand: false))
        {
            context.Errors.Add(
                RegistryErrorCode.XDSDuplicateUniqueIdInRegistry,
                new Explanation(
                    OnDemandRule, "the uniqueId of an On-Demand DocumentEntry is that of a Stable one",
                    $"DocumentEntry {entry.Id}, uniqueId", entry.UniqueId,
                    "a uniqueId of its own, or that of an On-Demand DocumentEntry", "ITI TF-2 §3.61.4.1.3"));
        }
    }

    public static void CheckIsNew(RegistrationContext context, MetadataObject it, string uniqueId)
    {
        if (RegistryObjectStore.KindOfUniqueId(context.Session, uniqueId) is { } kind)
        {
            context.Errors.Add(
                RegistryErrorCode.XDSDuplicateUniqueIdInRegistry,
                new Explanation(
                    NewIdRule, $"the uniqueId of a {it.Kind} is that of a registered {kind}",
                    $"{it.Kind} {it.Id}, uniqueId", uniqueId, "a uniqueId that the registry does not hold", Source));
        }
    }

    private static void CheckContent(RegistrationContext context, DocumentEntry entry)
    {
        if (RegistryObjectStore.ContentOf(context.Session, entry.UniqueId!) is not { } registered)
        {
            return;
        }

        if (!registered.Hash.AsSpan().SequenceEqual(Convert.FromHexString(entry.Hash!)))
        {
            Differs(context, entry, RegistryErrorCode.XDSNonIdenticalHash, "hash", entry.Hash!,
                Convert.ToHexStringLower(registered.Hash!));
        }

        if (registered.Size != entry.Size)
        {
            Differs(context, entry, RegistryErrorCode.XDSNonIdenticalSize, "size", $"{entry.Size}",
                $"{registered.Size}");
        }
    }

    private static void Differs(
        RegistrationContext context, DocumentEntry entry, RegistryErrorCode code, string attribute, string value,
        string registered) =>
        context.Errors.Add(code, new Explanation(
            SameContentRule, $"uniqueId {entry.UniqueId} is registered with another {attribute}",
            $"DocumentEntry {entry.Id}, {attribute}", value, registered, Source));
}
