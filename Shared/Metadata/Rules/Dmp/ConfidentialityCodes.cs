using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>How confidential a document is, and from whom it is kept (ANS, JDV_J08).</summary>
internal static class ConfidentialityCodes
{
    private static readonly string[] Levels = ["N", "R", "V"];

    private static readonly string[] Masks =
    [
        DmpCodes.MaskedToProfessionals, DmpCodes.HiddenFromPatient, DmpCodes.HiddenFromRepresentatives,
    ];

    public static DmpRule Rule { get; } = new(
        "DMP-confidentialityCode",
        "exactly one of N, R and V, and each of MASQUE_PS, INVISIBLE_PATIENT and INVISIBLE_REPRESENTANTS_LEGAUX at "
        + "most once",
        "CI-SIS, volet Partage de documents de santé, confidentialityCode; ANS, JDV_J08", Check);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        foreach (var entry in context.Submission.DocumentEntries)
        {
            var levels = entry.ConfidentialityCodes.Count(IsLevel);
            var masks = entry.ConfidentialityCodes.Where(IsMask).Select(code => code.Value).ToList();
            if (levels != 1 || masks.Distinct().Count() != masks.Count
                || levels + masks.Count != entry.ConfidentialityCodes.Count)
            {
                context.Report(
                    rule, levels != 1
                        ? new Wording(
                            "the level of confidentiality is not said exactly once",
                            "le niveau de confidentialité n'est pas donné exactement une fois")
                        : new Wording(
                            "a code that is none of these, or stands here twice",
                            "un code qui n'est aucun de ceux-ci, ou qui est donné deux fois"),
                    entry, "confidentialityCode",
                    string.Join(", ", entry.ConfidentialityCodes.Select(code => $"{code.Value}^^{code.Scheme}")),
                    new Wording(
                        $"one of N, R, V ({DmpCodes.Confidentiality}); {string.Join(", ", Masks)} ({DmpCodes.Masks})",
                        $"un de N, R, V ({DmpCodes.Confidentiality}) ; {string.Join(", ", Masks)} ({DmpCodes.Masks})"));
            }
        }
    }

    private static bool IsLevel(Code code) => code.Scheme == DmpCodes.Confidentiality && Levels.Contains(code.Value);

    private static bool IsMask(Code code) => code.Scheme == DmpCodes.Masks && Masks.Contains(code.Value);
}
