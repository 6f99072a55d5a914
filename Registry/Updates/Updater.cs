using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Rules;
using XdsDmp.Registry.Submissions;
using XdsDmp.Registry.Submissions.Rules;
using XdsDmp.Registry.Updates.Rules;
using XdsDmp.Security.Systems;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Updates;

/// <summary>Changes what is registered: ITI-57 and ITI-92.</summary>
/// <param name="registry">What it works with.</param>
/// <param name="settings">By which transaction.</param>
/// <param name="system">Who wants it.</param>
internal sealed class Updater(RegistryNode registry, UpdateSettings settings, KnownSystem system)
{
    /// <summary>By whose message; null: the registry does it on its own.</summary>
    public SoapExchange? Exchange { get; init; }

    public Func<WriteSession, RegistryErrors> Prepare(Submission submission, Hl7Time now)
    {
        var resolved = SymbolicIds.Resolve(submission, NewId.Next);
        return session =>
        {
            RegistryErrors refused = [];
            if (LetIn(session, submission, refused) is not { } visit)
            {
                return refused;
            }

            var context = new UpdateContext(session, resolved, settings, system, visit.Sight);
            Check(context);
            UpdateRights.Check(context, visit, function => registry.Access.Demand(visit, function, Exchange!));
            var propagation = context.Registration.Errors.IsFailure ? null : Propagation.Plan(context);
            if (!context.Registration.Errors.IsFailure)
            {
                new UpdateStore(session, context, registry.Inserts, now).Store(propagation!);
            }

            return context.Registration.Errors;
        };
    }

    /// <summary>Each operation asks for a right of its own; to see what it is about comes first.</summary>
    private DmpVisit? LetIn(ReadSession session, Submission submission, RegistryErrors refused) => Exchange is null
        ? DmpVisit.Unrestricted
        : registry.Access.LetIn(
            session, Exchange, DmpFunction.SearchReferences, submission.SubmissionSet.PatientId, refused);

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
        AuthorityRule.Check(context);
        if (settings.IsRestricted)
        {
            UnmodifiableRule.Check(context);
        }

        if (settings.IsVisibilityOnly)
        {
            VisibilityOnlyRule.Check(context);
        }

        StatusUpdateRule.Check(context);
        SubmittedAssociationRule.Check(context);
    }
}
