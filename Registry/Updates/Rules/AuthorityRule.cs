using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Registry.Storage;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>
/// What gets a new version belongs to a patient with whom the system has to do: otherwise it could move others'
/// documents to patients of its own.
/// </summary>
internal static class AuthorityRule
{
    public static void Check(UpdateContext context)
    {
        if (context.System.AssigningAuthorities.IsAll)
        {
            return;
        }

        foreach (var version in context.Operations.Versions)
        {
            if (context.Latest(version)?.Object.Patient is { } patient && !context.System.AssigningAuthorities.Contains(
                PatientStore.SurvivorOf(context.Session, patient).Id.Authority))
            {
                context.Registration.Errors.Add(RegistryErrorCode.XDSMetadataUpdateError, ScopeRules.HiddenPatient(
                    $"{version.Object.Kind} {version.Object.Id}, lid", version.Object.LogicalId.ToString()));
            }
        }
    }
}
