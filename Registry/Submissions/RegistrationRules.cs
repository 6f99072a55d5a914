using XdsDmp.Registry.Submissions.Rules;

namespace XdsDmp.Registry.Submissions;

/// <summary>
/// The checks of a submission against what is registered, in the order of evaluation (ITI TF-2 §3.42.4.1.3). Those of
/// the submission in itself have passed before.
/// </summary>
internal static class RegistrationRules
{
    public static void Check(RegistrationContext context, RegistryOptions options)
    {
        PatientRule.Check(context, options);
        UniqueIdRule.Check(context);
        EntryUuidRule.Check(context);
        AssociationEndRule.Check(context);
    }
}
