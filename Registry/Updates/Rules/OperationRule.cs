using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Updates.Rules;

/// <summary>Everything in the submission belongs to an operation, and to one that this transaction has.</summary>
internal static class OperationRule
{
    public const string Id = "MU-operation";

    public static void Check(UpdateContext context)
    {
        foreach (var other in context.Operations.Others)
        {
            Refuse(context, other, "no operation of the SubmissionSet is about this object");
        }

        if (!context.Settings.IsRestricted)
        {
            return;
        }

        foreach (var folder in context.Operations.Versions.Select(v => v.Object).OfType<Folder>())
        {
            context.Refuse(
                context.Settings.WrongKind, Id, "only document entries can be updated by this transaction", folder,
                "id", folder.Id.ToString(), "a DocumentEntry");
        }

        foreach (var operation in context.Operations.Associations.Select(a => a.Operation)
            .Concat(context.Operations.StatusUpdates))
        {
            Refuse(context, operation, "this transaction has no such operation");
        }
    }

    private static void Refuse(UpdateContext context, MetadataObject at, string problem) => context.Refuse(
        context.Settings.WrongOperation, Id, problem, at, "id", at.Id.ToString(),
        context.Settings.IsRestricted
            ? "HasMember from the SubmissionSet to new versions of document entries"
            : "HasMember to new versions, UpdateAvailabilityStatus or SubmitAssociation from the SubmissionSet");
}
