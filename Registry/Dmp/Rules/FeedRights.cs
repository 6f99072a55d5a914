using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Submissions;

namespace XdsDmp.Registry.Dmp.Rules;

/// <summary>
/// TD2.1, TD2.2: what somebody who may add documents to this DMP may add. In his own name or in that of his structure,
/// and of the kinds that his profession writes.
/// </summary>
internal static class FeedRights
{
    public const string AuthorRule = "DMP-author";
    public const string HabilitationRule = "DMP-habilitation";

    public static void Check(RegistrationContext context, DmpVisit visit)
    {
        if (visit is not { Viewer: { } viewer, Sight: { } sight })
        {
            return;
        }

        var set = context.Submission.SubmissionSet;
        if (!set.Authors.Any(author => IsOf(author, viewer)))
        {
            Refuse(
                context, AuthorRule, "the submission's author is neither the user of the VIHF nor of his structure",
                "l'auteur du lot n'est ni l'utilisateur du VIHF ni sa structure", $"SubmissionSet {set.Id}, author",
                null, $"authorPerson {viewer.UserId} or authorInstitution {viewer.StructureId}", "DMP, TD2.1");
        }

        foreach (var entry in context.Submission.DocumentEntries.Where(e =>
            !DmpCodes.IsSignature(e)
            && !sight.Rights.MayAdd(e.ClassCode?.Value, e.TypeCode?.Value)))
        {
            Refuse(
                context, HabilitationRule, "this profession does not add documents of that class and type",
                "cette profession n'alimente pas cette classe et ce type de document",
                $"DocumentEntry {entry.Id}, classCode, typeCode", $"{entry.ClassCode?.Value} {entry.TypeCode?.Value}",
                "what the habilitation matrix allows", "arrêté du 26 octobre 2023");
        }
    }

    private static bool IsOf(Author author, Viewer viewer) =>
        AuthorNames.IsPerson(author, viewer.UserId)
        || (!viewer.IsByPortal && AuthorNames.IsOfStructure(author, viewer.StructureId));

    private static void Refuse(
        RegistrationContext context, string rule, string problem, string french, string place, string? value,
        string accepted, string source) => context.Errors.Add(
        RegistryErrorCode.XDSRegistryMetadataError, new Explanation(rule, problem, place, value, accepted, source)
        {
            French = new FrenchWording(french),
        });
}
