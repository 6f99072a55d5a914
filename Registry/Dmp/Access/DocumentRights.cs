using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.State;
using static XdsDmp.Registry.Dmp.Access.DmpFunction;

namespace XdsDmp.Registry.Dmp.Access;

/// <summary>
/// The one access decision, for the single document: what a viewer who may search and read this DMP sees of it, and
/// what he may do with what he sees. Pure, like <see cref="AccessDecision"/>, which comes before it.
/// </summary>
/// <param name="viewer">Who.</param>
/// <param name="choices">What the patient has decided.</param>
/// <param name="authorisation">What he has decided about the viewer.</param>
/// <param name="matrix">Which professions read what.</param>
/// <param name="now">When.</param>
internal sealed class DocumentRights(
    Viewer viewer, DmpChoices choices, Authorisation? authorisation, HabilitationMatrix matrix, DateTimeOffset now)
{
    private readonly bool _isCaring =
        viewer.IsEmergency || viewer.IsByPortal || authorisation?.IsValidAt(now) == true;

    /// <summary>False: the document is to look absent, in every answer.</summary>
    public bool Sees(DocumentFacts it)
    {
        if (it.Is(DocumentVisibility.Signature) || it.Is(DocumentVisibility.Superseded))
        {
            return false;
        }

        return viewer.Kind switch
        {
            ViewerKind.Patient =>
                !it.Is(DocumentVisibility.HiddenFromPatient) && it.Status != AvailabilityStatus.Deleted,
            ViewerKind.LegalRepresentative =>
                !it.Is(DocumentVisibility.HiddenFromPatient | DocumentVisibility.HiddenFromRepresentatives)
                && it.Status != AvailabilityStatus.Deleted,
            ViewerKind.Staff or ViewerKind.Establishment => it.IsOfStructure(),
            _ => SeesAsProfessional(it),
        };
    }

    /// <summary>Whether he may do it with a document that he sees.</summary>
    public bool May(DmpFunction function, DocumentFacts it)
    {
        if (function is Archive or Delete && it.IsOfPatient())
        {
            return viewer.Kind is ViewerKind.Patient or ViewerKind.AttendingPhysician;
        }

        return FunctionalMatrix.CellOf(function, viewer.Kind, viewer.Purpose) switch
        {
            Cell.Yes => true,
            Cell.Authored or Cell.Own => it.IsAuthored(),
            Cell.OfStructure => it.IsOfStructure(),
            Cell.IfPatientAgreed => choices.ShowsMaskedInEmergency,
            _ => false,
        };
    }

    /// <summary>Whether his profession adds documents of that class and type.</summary>
    public bool MayAdd(string? classCode, string? typeCode) =>
        viewer.IsByPortal || matrix.MayWrite(viewer, classCode, typeCode);

    private bool SeesAsProfessional(DocumentFacts it)
    {
        if (it.Is(DocumentVisibility.MaskedToProfessionals) && !May(RetrieveMasked, it) && !it.IsAuthored())
        {
            return false;
        }

        // Without the patient's authorisation there is nothing but what he wrote himself: to mend or to remove it.
        return (_isCaring && (viewer.IsTrustedByPatient || matrix.MayRead(viewer, it.ClassCode, it.TypeCode)))
            || it.IsAuthored();
    }
}
