using System.Text;
using XdsDmp.Audit.Fhir;

namespace XdsDmp.Atna.Storage;

/// <summary>
/// What an entity's details name that is an object itself: studies, orders and performed steps of DICOM, whose numbers
/// a person looks for.
/// </summary>
internal static class DetailTerms
{
    public static void Add(TermList terms, FhirElement entity)
    {
        foreach (var detail in entity.All("detail"))
        {
            if (detail.Text("type") is "StudyIDs" or "Accession" or "MPPS")
            {
                terms.AddToken(SearchTermKind.Entity, ValueOf(detail));
            }
        }
    }

    private static string? ValueOf(FhirElement detail)
    {
        var octets = new byte[detail.Text("valueBase64Binary")?.Length ?? 0];
        return Convert.TryFromBase64String(detail.Text("valueBase64Binary") ?? "", octets, out var length)
            && length > 0
                ? Encoding.UTF8.GetString(octets, 0, length)
                : detail.Text("valueString");
    }
}
