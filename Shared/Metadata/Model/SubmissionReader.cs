using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Errors;

namespace XdsDmp.Metadata.Model;

/// <summary>
/// Sorts the objects of a RegistryObjectList into a <see cref="Submission"/> (ITI TF-3 §4.2.1). The mark of a
/// SubmissionSet or Folder may stand inside its RegistryPackage or beside it; it is put inside.
/// </summary>
public static class SubmissionReader
{
    public const string OneSubmissionSetRule = "SUB-submissionSet";
    public const string PackageRule = "SUB-package";
    public const string StrayObjectRule = "SUB-strayObject";
    public const string Source = "ITI TF-3 §4.2.1";

    /// <summary>The submission, or null when its SubmissionSet cannot be made out; errors say why.</summary>
    public static Submission? Read(RegistryObjectList list, RegistryErrors errors)
    {
        var entries = new List<DocumentEntry>();
        var sets = new List<SubmissionSet>();
        var folders = new List<Folder>();
        var associations = new List<Association>();
        foreach (var it in SiblingClassifications.PutInside(list, errors))
        {
            switch (it)
            {
                case ExtrinsicObject document:
                    entries.Add(new DocumentEntry(document));
                    break;
                case RimAssociation association:
                    associations.Add(new Association(association));
                    break;
                case RegistryPackage package:
                    AddPackage(package, sets, folders, errors);
                    break;
            }
        }

        return IsOne(sets, errors)
            ? new Submission(sets[0], entries.ToSequence(), folders.ToSequence(), associations.ToSequence())
            : null;
    }

    internal static void Report(RegistryErrors errors, string rule, string problem, string? place, string? accepted) =>
        errors.Add(
            RegistryErrorCode.XDSRegistryMetadataError,
            new Explanation(rule, problem, place, Accepted: accepted, Source: Source));

    private static void AddPackage(
        RegistryPackage package, List<SubmissionSet> sets, List<Folder> folders, RegistryErrors errors)
    {
        switch (package.IsClassifiedAs(XdsUrns.SubmissionSetNode), package.IsClassifiedAs(XdsUrns.FolderNode))
        {
            case (true, false):
                sets.Add(new SubmissionSet(package));
                break;
            case (false, true):
                folders.Add(new Folder(package));
                break;
            case (var isBoth, _):
                Report(
                    errors,
                    PackageRule,
                    isBoth ? "a RegistryPackage is marked both SubmissionSet and Folder"
                        : "a RegistryPackage is marked neither SubmissionSet nor Folder",
                    $"RegistryPackage {package.Id}",
                    $"a Classification with classificationNode {XdsUrns.SubmissionSetNode} or {XdsUrns.FolderNode}");
                break;
        }
    }

    private static bool IsOne(List<SubmissionSet> sets, RegistryErrors errors)
    {
        if (sets.Count != 1)
        {
            Report(
                errors,
                OneSubmissionSetRule,
                sets.Count == 0 ? "no SubmissionSet" : $"{sets.Count} SubmissionSets",
                sets.Count == 0 ? null : string.Join(", ", sets.Take(5).Select(s => s.Id)),
                "exactly one");
        }

        return sets.Count == 1;
    }
}
