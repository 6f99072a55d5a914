using XdsDmp.Metadata.Model;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>What the metadata of a document say of who shall not see it (JDV_J58).</summary>
internal static class DocumentVisibilities
{
    public const string Masked = "MASQUE_PS";
    public const string HiddenFromPatient = "INVISIBLE_PATIENT";
    public const string HiddenFromRepresentatives = "INVISIBLE_REPRESENTANTS_LEGAUX";

    /// <summary>TRE_A07.</summary>
    public const string Scheme = "1.2.250.1.213.1.1.4.13";

    /// <summary>classCode of the signature of a submission set (scheme URN).</summary>
    public const string SignatureClass = "urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1";

    public static DocumentVisibility Of(DocumentEntry entry)
    {
        var visibility = entry.ClassCode?.Value == SignatureClass
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
            yield return new Code(Masked, Scheme, "Masqué aux professionnels de santé");
        }

        if ((visibility & DocumentVisibility.HiddenFromPatient) != 0)
        {
            yield return new Code(HiddenFromPatient, Scheme, "Non visible par le patient");
        }

        if ((visibility & DocumentVisibility.HiddenFromRepresentatives) != 0)
        {
            yield return new Code(HiddenFromRepresentatives, Scheme, "Non visible par les représentants légaux");
        }
    }

    /// <summary>
    /// A code that says how confidential the content is (N, R, V) hides it from nobody. A wrong code system does not
    /// make visible what somebody wanted hidden.
    /// </summary>
    public static DocumentVisibility Of(Code code) => code.Value switch
    {
        Masked => DocumentVisibility.MaskedToProfessionals,
        HiddenFromPatient => DocumentVisibility.HiddenFromPatient,
        HiddenFromRepresentatives => DocumentVisibility.HiddenFromRepresentatives,
        _ => DocumentVisibility.Everybody,
    };
}
