using XdsDmp.Metadata.Ebxml;

namespace XdsDmp.Metadata.Rules.Attributes;

/// <summary>Stable entries come by ITI-41 and ITI-42, On-Demand entries by ITI-61.</summary>
internal static class EntryKinds
{
    public static SubmissionRule Rule { get; } = new(
        "DE-objectType", "objectType says Stable, and in ITI-61 On-Demand",
        "ITI TF-3 §4.2.3.2, table 4.3.1-3; ITI TF-2 §3.61", Check);

    public static SubmissionRule LegalAuthenticator { get; } = new(
        "DE-onDemandLegalAuthenticator", "an On-Demand entry has no legalAuthenticator", "ITI TF-3 table 4.3.1-3",
        CheckLegalAuthenticator);

    private static void Check(RuleContext context, RuleDescription rule)
    {
        foreach (var entry in context.Submission.DocumentEntries)
        {
            var isAllowed = entry.Rim.ObjectType switch
            {
                XdsUrns.StableDocumentEntry => context.Settings.Transaction != SubmissionTransaction.RegisterOnDemand,
                XdsUrns.OnDemandDocumentEntry =>
                    context.Settings.Transaction
                        is not (SubmissionTransaction.ProvideAndRegister or SubmissionTransaction.Register
                        or SubmissionTransaction.ProvideLimited),
                _ => false,
            };
            if (!isAllowed)
            {
                context.Report(
                    rule, "an objectType that this transaction does not take", entry, "@objectType",
                    entry.Rim.ObjectType,
                    context.Settings.Transaction == SubmissionTransaction.RegisterOnDemand
                        ? XdsUrns.OnDemandDocumentEntry
                        : XdsUrns.StableDocumentEntry);
            }
        }
    }

    private static void CheckLegalAuthenticator(RuleContext context, RuleDescription rule)
    {
        foreach (var entry in context.Submission.DocumentEntries)
        {
            if (entry.IsOnDemand && entry.LegalAuthenticator is { } person
                && !context.Settings.AcceptOnDemandLegalAuthenticator)
            {
                context.Report(
                    rule, "what does not exist yet has no legal authenticator", entry, "legalAuthenticator", person);
            }
        }
    }
}
