using XdsDmp.Metadata.Errors;
using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Domain;

namespace XdsDmp.Metadata.Rules.Dmp;

/// <summary>
/// The history of reimbursements comes from the machine of the health insurance, and nothing else does (ANS, TRE_A00,
/// ALIM_AM).
/// </summary>
internal static class MachineDocuments
{
    public static DmpRule Rule { get; } = new(
        "DMP-machineDocument", "an author ALIM_AM writes documents of class 60 and type REMB, and nobody else does",
        "DMP, historique des remboursements; ANS, TRE_A00", Check);

    private static void Check(DmpRuleContext context, DmpRule rule)
    {
        foreach (var entry in context.Documents)
        {
            var isMachine = IsOfHealthInsurance(entry);
            var isReimbursement = entry.ClassCode?.Value == DmpCodes.ReimbursementClass
                || entry.TypeCode?.Value == DmpCodes.ReimbursementType;
            if (isMachine != isReimbursement)
            {
                context.Report(
                    rule, isMachine
                        ? new Wording(
                            "the machine of the health insurance writes the history of reimbursements only",
                            "l'automate de l'Assurance Maladie n'écrit que l'historique des remboursements")
                        : new Wording(
                            "the history of reimbursements comes from the health insurance only",
                            "l'historique des remboursements ne vient que de l'Assurance Maladie"),
                    entry, isMachine ? CodedAttribute.TypeCode : "author/authorSpecialty",
                    isMachine ? entry.TypeCode?.Value : FirstSpecialty(entry),
                    isMachine ? Both("60, REMB") : Both($"{DmpCodes.HealthInsurance}^^{DmpCodes.SpecialAuthors}"));
            }
        }
    }

    internal static bool IsOfHealthInsurance(DocumentEntry entry) => entry.Authors.Any(author =>
        author.Specialties.Any(text =>
            AuthorSpecialties.CodeOf(text) is { Value: DmpCodes.HealthInsurance, Scheme: DmpCodes.SpecialAuthors }));

    private static string? FirstSpecialty(DocumentEntry entry) =>
        entry.Authors is [{ Specialties: [var specialty, ..] }, ..] ? specialty : null;

    private static Wording Both(string text) => new(text, text);
}
