using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Submissions;
using XdsDmp.Registry.Submissions.Rules;
using XdsDmp.Registry.Updates.Rules;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Updates;

/// <summary>Changes what is registered: ITI-57 and ITI-92.</summary>
internal sealed class Updater(RegistryNode registry, UpdateSettings settings)
{
    public Func<WriteSession, RegistryErrors> Prepare(Submission submission, Hl7Time now)
    {
        var resolved = SymbolicIds.Resolve(submission, NewId.Next);
        return session =>
        {
            var context = new UpdateContext(session, resolved, settings);
            Check(context);
            var propagation = context.Registration.Errors.IsFailure ? null : Propagation.Plan(context);
            if (!context.Registration.Errors.IsFailure)
            {
                new UpdateStore(session, context, registry.Inserts, now).Store(propagation!);
            }

            return context.Registration.Errors;
        };
    }

    /// <summary>In the order of evaluation.</summary>
    private void Check(UpdateContext context)
    {
        PatientRule.Check(context.Registration, registry.Options);
        UniqueIdRule.CheckIsNew(
            context.Registration, context.Registration.Submission.SubmissionSet,
            context.Registration.Submission.SubmissionSet.UniqueId!);
        EntryUuidRule.Check(context.Registration);
        OperationRule.Check(context);
        AnnotationRule.Check(context);
        VersionRule.Check(context);
        if (settings.IsRestricted)
        {
            UnmodifiableRule.Check(context);
        }

        StatusUpdateRule.Check(context);
        SubmittedAssociationRule.Check(context);
    }
}
