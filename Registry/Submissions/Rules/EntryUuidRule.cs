using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Submissions.Rules;

/// <summary>A UUID that the sender chose is new to the registry (ITI TF-3 §4.2.3.1.5).</summary>
internal static class EntryUuidRule
{
    public const string Id = "REG-entryUUID";

    public static void Check(RegistrationContext context)
    {
        foreach (var it in context.Submission.Objects())
        {
            if (RegistryObjectStore.Find(context.Session, it.Id.Uuid!.Value) is { } registered)
            {
                context.Errors.Add(
                    RegistryErrorCode.XDSRegistryMetadataError,
                    new Explanation(
                        Id, $"the entryUUID is that of a registered {registered.Kind}", $"{it.Kind} {it.Id}, id",
                        it.Id.ToString(), "a new UUID or a symbolic id", "ITI TF-3 §4.2.3.1.5"));
            }
        }
    }
}
