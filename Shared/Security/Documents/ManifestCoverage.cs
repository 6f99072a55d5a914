using XdsDmp.Security.Signatures;

namespace XdsDmp.Security.Documents;

/// <summary>
/// Compares a manifest with the submission set: all documents, the set itself, each once, nothing else.
/// </summary>
internal static class ManifestCoverage
{
    private const int MaxNamed = 10;

    /// <summary>The set has no octets: its reference holds a placeholder that is not compared.</summary>
    public static bool IsOfSet(ManifestReference reference, SignedSubject subject) =>
        reference.UniqueId == subject.SubmissionSetId;

    public static LevelResult Check(DocumentSignature signature, SignedSubject subject)
    {
        if (subject.SubmissionSetId is null)
        {
            return new LevelResult(
                SignatureLevel.Completeness, LevelState.NotChecked, "no submission set to compare with");
        }

        var named = signature.Manifest.Select(reference => reference.UniqueId).ToList();
        var all = named.ToHashSet(StringComparer.Ordinal);
        if (!all.Contains(subject.SubmissionSetId))
        {
            return new LevelResult(
                SignatureLevel.Completeness, LevelState.NotChecked,
                $"the manifest does not name the submission set {Quoted.Of(subject.SubmissionSetId)}");
        }

        string?[] faults =
        [
            Named("names more than once",
                named.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key)),
            Named("does not name", subject.DocumentIds.Where(id => !all.Contains(id))),
            Named("names what is not in the submission set", all.Where(id => id != subject.SubmissionSetId
                && !subject.DocumentIds.Contains(id) && !subject.SignatureIds.Contains(id))),
        ];
        var fault = string.Join("; it ", faults.OfType<string>());
        return fault.Length == 0
            ? new LevelResult(
                SignatureLevel.Completeness, LevelState.Valid, $"{subject.DocumentIds.Count} documents and their set")
            : new LevelResult(SignatureLevel.Completeness, LevelState.Invalid, $"the manifest {fault}");
    }

    private static string? Named(string what, IEnumerable<string> ids)
    {
        var some = ids.Take(MaxNamed + 1).ToList();
        var rest = some.Count > MaxNamed ? ", …" : "";
        return some.Count == 0 ? null : $"{what}: {string.Join(", ", some.Take(MaxNamed).Select(Quoted.Of))}{rest}";
    }
}
