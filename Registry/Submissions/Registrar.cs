using XdsDmp.Hosting;
using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Rules;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>Registers what is new: ITI-42 and ITI-61.</summary>
/// <param name="registry">What it works with.</param>
/// <param name="exchange">Who wants it.</param>
internal sealed class Registrar(RegistryNode registry, SoapExchange exchange)
{
    public Func<WriteSession, RegistryErrors> Prepare(Submission submission, Hl7Time now)
    {
        var prepared = new PreparedSubmission(submission, now);
        return session =>
        {
            RegistrationKeys.DependOnPerson(session, submission.SubmissionSet.PatientId);
            RegistryErrors refused = [];
            return registry.Access.LetIn(
                session, exchange, DmpFunction.Feed, submission.SubmissionSet.PatientId, refused) is { } visit
                ? Register(session, prepared, visit, now)
                : refused;
        };
    }

    private RegistryErrors Register(
        WriteSession session, PreparedSubmission prepared, DmpVisit visit, Hl7Time now)
    {
        var context = new RegistrationContext(session, prepared.Submission, visit.Sight);
        RegistrationRules.Check(context, registry.Options);
        FeedRights.Check(context, visit);
        if (registry.DmpRules is { } french)
        {
            DmpRegistrationRules.Check(context, french);
        }

        if (!context.Errors.IsFailure)
        {
            var hidden = new HiddenFromTheStart(context, visit, registry.Dmp);
            new Registration(session, context, registry.Inserts, now).Store(prepared, hidden);
        }

        return context.Errors;
    }
}
