using XdsDmp.Metadata.Model;
using XdsDmp.Metadata.Rules.Dmp;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>What the metadata of a document say of who shall not see it (JDV_J58).</summary>
internal static class DocumentVisibilities
{
    public static DocumentVisibility Of(DocumentEntry entry)
    {
        var visibility = DmpCodes.IsSignature(entry)
            ? DocumentVisibility.Signature
            : DocumentVisibility.Everybody;
        foreach (var code in entry.ConfidentialityCodes)
        {
            visibility |= Of(code);
        }

        return visibility;
    }

    /// <summary>The codes that say it.</summary>
    public static IEnumerable<Code> CodesOf(DocumentVisibility visibility)
    {
        if ((visibility & DocumentVisibility.MaskedToProfessionals) != 0)
        {
            yield return new Code(DmpCodes.MaskedToProfessionals, DmpCodes.Masks, "Masqué aux professionnels de santé");
        }

        if ((visibility & DocumentVisibility.HiddenFromPatient) != 0)
        {
            yield return new Code(DmpCodes.HiddenFromPatient, DmpCodes.Masks, "Non visible par le patient");
        }

        if ((visibility & DocumentVisibility.HiddenFromRepresentatives) != 0)
        {
            yield return new Code(
                DmpCodes.HiddenFromRepresentatives, DmpCodes.Masks, "Non visible par les représentants légaux");
        }
    }

    /// <summary>
    /// A code that says how confidential the content is (N, R, V) hides it from nobody. A wrong code system does not
    /// make visible what somebody wanted hidden.
    /// </summary>
    public static DocumentVisibility Of(Code code) => code.Value switch
    {
        DmpCodes.MaskedToProfessionals => DocumentVisibility.MaskedToProfessionals,
        DmpCodes.HiddenFromPatient => DocumentVisibility.HiddenFromPatient,
        DmpCodes.HiddenFromRepresentatives => DocumentVisibility.HiddenFromRepresentatives,
        _ => DocumentVisibility.Everybody,
    };
}
