using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Submissions;

/// <summary>Registers what is new: ITI-42 and ITI-61.</summary>
internal sealed class Registrar(RegistryNode registry)
{
    public Func<WriteSession, RegistryErrors> Prepare(Submission submission, Hl7Time now)
    {
        var prepared = new PreparedSubmission(submission, now);
        return session =>
        {
            var context = new RegistrationContext(session, prepared.Submission);
            RegistrationRules.Check(context, registry.Options);
            if (registry.DmpRules is { } french)
            {
                DmpRegistrationRules.Check(context, french);
            }

            if (!context.Errors.IsFailure)
            {
                new Registration(session, context, registry.Inserts, now).Store(prepared);
            }

            return context.Errors;
        };
    }
}
