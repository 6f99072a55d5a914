using XdsDmp.Metadata.Ebxml;
using XdsDmp.Metadata.Model;
using XdsDmp.Registry.Dmp.Access;
using XdsDmp.Registry.Dmp.Storage;
using XdsDmp.Registry.Storage;
using XdsDmp.Sql;

namespace XdsDmp.Registry.Dmp.Traces;

/// <summary>
/// What a line may tell its reader of documents. A title is for who sees the document; an act on nothing but documents
/// that are kept from the patient must not tell the patient that there are such.
/// </summary>
/// <param name="viewer">Who reads; null: a system without a user.</param>
/// <param name="sight">What he sees; null: everything.</param>
internal sealed class TraceSight(Viewer? viewer, Sight? sight)
{
    /// <summary>The line as it may be shown; null when it may not.</summary>
    public TraceLine? Show(ReadSession session, TraceLine line)
    {
        if (viewer?.Kind == ViewerKind.LegalRepresentative && line.IsSecret)
        {
            return null;
        }

        var named = line.Documents.Select(one => (one.UniqueId, Rows: TracedEntries.OfDocument(session, one.UniqueId)));
        var brought = line.SubmissionSets.SelectMany(set => TracedEntries.OfSubmissionSet(session, set))
            .Where(row => (row.Visibility & DocumentVisibility.Signature) == 0)
            .Select(row => DocumentOf(session, row))
            .Select(document => (
                UniqueId: document.UniqueId ?? "", Rows: TracedEntries.OfDocument(session, document.UniqueId ?? "")));
        var all = named.Concat(brought).ToList();
        if (all.Count > 0 && all.TrueForAll(one => one.Rows.Any(IsKeptFromViewer)))
        {
            return null;
        }

        return line with
        {
            Documents =
            [
                .. all.Where(one => !one.Rows.Any(IsKeptFromViewer))
                    .Select(one => new TracedDocument(one.UniqueId, TitleOf(session, one.Rows))),
            ],
        };
    }

    /// <summary>Not those that are hidden for another reason: that a deleted document was read remains told.</summary>
    private bool IsKeptFromViewer(EntryRow row) => (row.Visibility & DocumentVisibility.Superseded) == 0
        && viewer?.Kind switch
        {
            ViewerKind.Patient => (row.Visibility & DocumentVisibility.HiddenFromPatient) != 0,
            ViewerKind.LegalRepresentative => (row.Visibility
                & (DocumentVisibility.HiddenFromPatient | DocumentVisibility.HiddenFromRepresentatives)) != 0,
            _ => false,
        };

    private string? TitleOf(ReadSession session, IReadOnlyList<EntryRow> versions)
    {
        foreach (var row in versions)
        {
            if (sight is null || sight.Shows(session, row))
            {
                return DocumentOf(session, row).Title;
            }
        }

        return null;
    }

    private static DocumentEntry DocumentOf(ReadSession session, EntryRow row) =>
        new((ExtrinsicObject)RegistryObjectStore.FragmentOf(session, row.Key).ReadObject());
}
